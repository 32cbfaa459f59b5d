//! Digits in threes: the one place that groups them, for files and for people.

/// The blank between thousands, as people read them.
pub const THOUSANDS: char = '\u{202f}';

/// Digits in threes, with `separator` between them.
pub fn grouped(digits: &str, separator: char) -> String {
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// A whole number as a plan's file writes it: in threes where it has more than four digits.
pub fn written(number: &str) -> String {
    let digits = number.trim_start_matches('-');
    if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let sign = &number[..number.len() - digits.len()];
    format!("{sign}{}", grouped(digits, '_'))
}
