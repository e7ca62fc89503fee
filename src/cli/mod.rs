//! Commands (命令): one file a command.
