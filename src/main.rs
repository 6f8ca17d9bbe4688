//! The `reftel` command.

fn main() {}
