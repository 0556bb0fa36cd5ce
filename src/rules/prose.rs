//! Numbers and lists as people read them, for the reference.

/// Groups the digits of a whole number by thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len().saturating_sub(place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Joins names: `a`, `a or b`, `a, b or c`.
pub fn any_of(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => name.clone(),
        [names @ .., last] => format!("{} or {last}", names.join(", ")),
    }
}

/// Names a limit with its unit, in the singular for a limit of one.
pub(super) fn at_most(max: u32, unit: &str) -> String {
    let unit = if max == 1 { unit.trim_end_matches('s') } else { unit };
    format!("at most {} {unit}", grouped(max.into())).trim_end().to_owned()
}

/// Writes a number with its thousands apart, and at most four decimals.
pub(super) fn decimal(value: f32) -> String {
    if value.fract() == 0.0 {
        return grouped(value as u64);
    }
    let text = format!("{value:.4}");
    text.trim_end_matches('0').to_owned()
}
