//! Page counts of PDFs, made by hand.

use super::*;

#[test]
fn a_pdf_counts_its_pages_through_tables_and_updates() {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = vec![];
    for object in
        ["1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n", "2 0 obj\n<</Type /Pages /Kids [] /Count 17>>\nendobj\n"]
    {
        offsets.push(file.len());
        file.extend_from_slice(object.as_bytes());
    }
    let table = file.len();
    file.extend_from_slice(b"xref\n0 3\n0000000000 65535 f \n");
    for offset in &offsets {
        file.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    file.extend_from_slice(format!("trailer\n<</Size 3 /Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").as_bytes());
    assert_eq!(examine(&file).numbers(&[FactId::Pages]), [Some(17.0)]);

    // Saved again with a new page tree.
    let (object, update) = (file.len(), "2 0 obj\n<</Type /Pages /Kids [] /Count 18>>\nendobj\n");
    file.extend_from_slice(update.as_bytes());
    let newer = file.len();
    file.extend_from_slice(
        format!("xref\n2 1\n{object:010} 00000 n \ntrailer\n<</Root 1 0 R /Prev {table}>>\nstartxref\n{newer}\n%%EOF")
            .as_bytes(),
    );
    assert_eq!(examine(&file).numbers(&[FactId::Pages]), [Some(18.0)]);

    // A table that leads back to itself, and one that claims more entries than there are bytes.
    let looped = b"%PDF-1.4\nxref\n0 0\ntrailer <</Root 9 0 R /Prev 9>> startxref 9\n";
    assert_eq!(examine(looped).numbers(&[FactId::Pages]), [None]);
    let turning = b"%PDF-1.4\ntrailer <</Root 9 0 R /Prev 9>> startxref 9\n";
    assert_eq!(examine(turning).numbers(&[FactId::Pages]), [None]);
    let boasting = b"%PDF-1.4\nxref\n0 99999999999999999999\ntrailer <</Root 9 0 R>> startxref 9\n";
    assert_eq!(examine(boasting).numbers(&[FactId::Pages]), [None]);
    // A linearised file says it at its head, as long as it was not updated: then it is longer than it says.
    let linearised = |length| {
        let head = format!("%PDF-1.5\n1 0 obj <</Linearized 1 /L {length} /O 3 /N 42 /T 8>> endobj");
        examine(&joined(&[head.into_bytes(), vec![b' '; 600]])).numbers(&[FactId::Pages, FactId::Truncated])
    };
    assert_eq!(linearised(664), [Some(42.0), Some(0.0)]);
    assert_eq!(linearised(663), [None, Some(1.0)]);
    assert_eq!(linearised(999), [None, Some(1.0)]);
}

/// A PDF whose catalogue and page tree lie in an object stream, with a table that is a stream too.
fn compressed_pdf(pages: u32, junk: usize, trailer: &[u8]) -> Vec<u8> {
    let objects = format!("<</Type/Catalog/Pages 2 0 R>> <</Type/Pages/Kids[]/Count {pages}>>");
    let head = "1 0 2 30 ";
    let contents = deflated(format!("{head}{objects}").as_bytes());
    let mut file = b"%PDF-1.5\n".to_vec();
    let stream_at = file.len();
    file.extend(
        format!(
            "3 0 obj<</Type/ObjStm/N 2/First {}/Length {}/Filter/FlateDecode>>stream\r\n",
            head.len(),
            contents.len()
        )
        .bytes(),
    );
    file.extend(&contents);
    file.extend(b"\nendstream endobj\n");
    let table_at = file.len();
    // Rows predicted from the row above: kind, offset, index.
    let rows: Vec<[u8; 4]> = vec![
        [0, 0, 0, 0],
        [2, 0, 3, 0],
        [2, 0, 3, 1],
        [1, 0, stream_at as u8, 0],
        [1, (table_at >> 8) as u8, table_at as u8, 0],
    ];
    let mut above = [0_u8; 4];
    let mut told = vec![];
    for row in rows {
        told.push(2);
        told.extend(row.iter().zip(above).map(|(own, above)| own.wrapping_sub(above)));
        above = row;
    }
    let table = deflated(&told);
    let keys = "/Type/XRef/Size 5/W[1 2 1]/Root 1 0 R/DecodeParms<</Predictor 12/Columns 4>>";
    file.extend(format!("4 0 obj<<{keys}/Length {}/Filter/FlateDecode>>stream\n", table.len()).bytes());
    file.extend(&table);
    file.extend(format!("\nendstream endobj\nstartxref\n{table_at}\n%%EOF\n").bytes());
    joined(&[vec![b'!'; junk], file, trailer.to_vec()])
}

#[test]
fn a_pdf_counts_pages_in_object_streams() {
    let fields = [FactId::Pages, FactId::Truncated];
    let found = examine(&compressed_pdf(12, 0, b""));
    assert_eq!(found.numbers(&fields), [12.0, 0.0].map(Some));
    assert!(found.reads <= 12, "{} reads", found.reads);
    // Behind other bytes, from which its offsets do not count, and before others.
    assert_eq!(examine(&compressed_pdf(12, 500, b"")).numbers(&fields), [12.0, 0.0].map(Some));
    assert_eq!(examine(&compressed_pdf(12, 0, &[b' '; 5000])).numbers(&fields), [12.0, 0.0].map(Some));
    assert_ne!(examine(&compressed_pdf(12, 0, &[b'x'; 50_000])).numbers(&fields)[1], Some(1.0));
    assert_eq!(examine(&compressed_pdf(4_000_000, 0, b"")).numbers(&fields), [None, Some(0.0)]);
    let whole = compressed_pdf(12, 0, b"");
    for cut in 7..whole.len() - 60 {
        assert_ne!(examine(&whole[..whole.len() - cut]).facts().get(FactId::Truncated), Some(0.0), "{cut} bytes less");
    }
}
