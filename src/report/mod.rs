//! Reports: the one place that formats diagnostics.
