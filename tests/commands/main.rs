//! Every word that can be typed behind `:`, typed; completion of them; presets; keys described.

#[cfg(test)]
mod completion;
#[cfg(test)]
mod presets;
#[cfg(test)]
mod support;
#[cfg(test)]
mod typed;
