//! The site as a whole: kinds, urls, order, links, coverage.
