//! Parses IPv4 addresses.

/// The reading of octets such as `010`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeadingZeros {
    /// Not part of an address. Some software reads them as octal.
    Refused,
    /// Read as decimal, as the URI format of ajv-formats does.
    Decimal,
}

/// Parses a dotted decimal address: four numbers of one to three digits, up to 255.
pub(crate) fn parse_ipv4(text: &[u8], leading_zeros: LeadingZeros) -> Option<[u8; 4]> {
    let mut address = [0_u8; 4];
    let mut parts = text.split(|byte| *byte == b'.');
    for octet in &mut address {
        let part = parts.next()?;
        let has_leading_zero = matches!(part, [b'0', _, ..]);
        if !matches!(part.len(), 1..=3) || (has_leading_zero && leading_zeros == LeadingZeros::Refused) {
            return None;
        }
        let number = part.iter().try_fold(0_u16, |number, byte| {
            byte.is_ascii_digit().then(|| number.wrapping_mul(10).wrapping_add(u16::from(byte & 15)))
        })?;
        *octet = u8::try_from(number).ok()?;
    }
    if parts.next().is_some() { None } else { Some(address) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_numbers_up_to_255_are_an_address() {
        let parse = |text: &str| parse_ipv4(text.as_bytes(), LeadingZeros::Refused);
        assert_eq!(parse("0.9.10.255"), Some([0, 9, 10, 255]));
        for text in ["", "1.2.3", "1.2.3.4.5", "1.2.3.4.", ".1.2.3", "1..2.3", "1.2.3.256", "1.2.3.x", "1.2.3.1000"] {
            assert_eq!(parse(text), None, "{text}");
            assert_eq!(parse_ipv4(text.as_bytes(), LeadingZeros::Decimal), None, "{text}");
        }
    }

    #[test]
    fn leading_zeros_are_refused_or_decimal() {
        for (text, decimal) in
            [("010.0.0.1", Some([10, 0, 0, 1])), ("1.2.3.00", Some([1, 2, 3, 0])), ("0177.0.0.1", None)]
        {
            assert_eq!(parse_ipv4(text.as_bytes(), LeadingZeros::Refused), None);
            assert_eq!(parse_ipv4(text.as_bytes(), LeadingZeros::Decimal), decimal);
        }
    }
}
