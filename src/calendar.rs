//! The Gregorian calendar, as far as dates of headers and signed URLs need it.

/// Returns the days from 1970-01-01 to a date; negative before that.
///
/// A month from 1 to 12 is expected; another gives another date, and never a trap.
pub fn days_since_1970(year: u32, month: u32, day: u32) -> i32 {
    // The year begins in March, which puts the leap day last. The months from March then have 30.6 days on average.
    let (year, month) =
        if month < 3 { (year.wrapping_sub(1), month.wrapping_add(13)) } else { (year, month.wrapping_add(1)) };
    let leap_days = year.wrapping_div(4).wrapping_sub(year.wrapping_div(100)).wrapping_add(year.wrapping_div(400));
    let days_before_month = month.wrapping_mul(306).wrapping_div(10);
    let days = year.wrapping_mul(365).wrapping_add(leap_days).wrapping_add(days_before_month).wrapping_add(day);
    // The same sum for 1970-01-01 is 719,591.
    days.wrapping_sub(719_591) as i32
}

#[cfg(test)]
mod tests {
    use super::days_since_1970;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days_since_1970(1970, 1, 1), 0);
        assert_eq!(days_since_1970(1969, 12, 31), -1);
        assert_eq!(days_since_1970(2000, 2, 29), 11_016);
        assert_eq!(days_since_1970(2000, 3, 1), 11_017);
        assert_eq!(days_since_1970(2100, 3, 1), 47_541);
        assert_eq!(days_since_1970(9999, 12, 31), 2_932_896);
    }

    #[test]
    fn every_day_of_400_years_is_one_more_than_the_day_before() {
        let mut expected = days_since_1970(1970, 1, 1);
        for year in 1970..2370 {
            let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let lengths = [31, if is_leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            for (month, length) in (1..).zip(lengths) {
                for day in 1..=length {
                    assert_eq!(days_since_1970(year, month, day), expected, "{year}-{month}-{day}");
                    expected += 1;
                }
            }
        }
    }
}
