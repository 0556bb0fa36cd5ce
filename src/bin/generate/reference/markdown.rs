//! Markdown that all sections use.

/// Writes a table without its empty columns.
pub(super) fn table<const N: usize>(text: &mut String, heads: [&str; N], rows: impl Iterator<Item = [String; N]>) {
    let rows: Vec<_> = rows.collect();
    let used: Vec<bool> =
        (0..N).map(|column| rows.iter().any(|row| row.get(column).is_some_and(|c| !c.is_empty()))).collect();
    let line = |cells: &[String]| {
        let cells = cells.iter().zip(&used).filter(|(_, used)| **used).map(|(cell, _)| cell.replace('|', "\\|"));
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    text.push('\n');
    text.push_str(&line(&heads.map(str::to_owned)));
    text.push_str(&line(&heads.map(|_| "---".to_owned())));
    for row in &rows {
        text.push_str(&line(row));
    }
}
