//! The publishing gate: what it finds, what people let stand, the forms that it answers in.

mod forms;
mod judgement;
