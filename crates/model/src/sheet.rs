//! Tables that people bring: CSV as office programs write it (comma, semicolon or tabulator; UTF-8 with or without a mark).
//!
//! Every fault is told with its line; nothing of a faulty table is taken.

use wording::Explain;

/// What stands in a line of its own behind the last one, while a table is read.
const END: &str = "\u{1}end";

/// Most lines of a table.
pub const LINE_LIMIT: usize = 200_000;

/// What is wrong with a table as a whole, or with how a line is written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// It is no UTF-8 text.
    #[error("the table is no UTF-8 text (byte {position})")]
    NoText {
        /// The first byte that is none, from 1.
        position: usize,
    },
    /// It has no line of headings, or nothing below it.
    #[error("the table is empty")]
    Empty,
    /// A line is not written as CSV.
    #[error("line {line} is no CSV")]
    Line {
        /// The line, from 1.
        line: u64,
    },
    /// More lines than can be taken at once.
    #[error("the table has more than {limit} lines")]
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// A column that must be there is not.
    #[error("the column '{column}' is missing")]
    ColumnMissing {
        /// Its heading.
        column: &'static str,
    },
    /// A column that nobody knows.
    #[error("the column '{column}' is not known")]
    ColumnUnknown {
        /// Its heading.
        column: String,
    },
    /// A column stands twice.
    #[error("the column '{column}' stands twice")]
    ColumnTwice {
        /// Its heading.
        column: String,
    },
}

impl Explain for SheetError {
    fn code(&self) -> &'static str {
        match self {
            SheetError::NoText { .. } => "sheet-no-text",
            SheetError::Empty => "sheet-empty",
            SheetError::Line { .. } => "sheet-line",
            SheetError::TooLong { .. } => "sheet-too-long",
            SheetError::ColumnMissing { .. } => "sheet-column-missing",
            SheetError::ColumnUnknown { .. } => "sheet-column-unknown",
            SheetError::ColumnTwice { .. } => "sheet-column-twice",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            SheetError::NoText { position } => vec![("position", position.to_string())],
            SheetError::Empty => vec![],
            SheetError::Line { line } => vec![("line", line.to_string())],
            SheetError::TooLong { limit } => vec![("limit", limit.to_string())],
            SheetError::ColumnMissing { column } => vec![("column", (*column).to_owned())],
            SheetError::ColumnUnknown { column } | SheetError::ColumnTwice { column } => {
                vec![("column", column.clone())]
            }
        }
    }
}

/// A table that was read: headings in small letters, and lines with their number in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    columns: Vec<String>,
    /// Line number in the file, from 1, and its fields, trimmed.
    pub lines: Vec<(u64, Vec<String>)>,
}

impl Sheet {
    /// Reads a table with these columns: those of `needed` must be there, those of `possible` may.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(
        bytes: &[u8],
        needed: &[&'static str],
        possible: &[&'static str],
    ) -> Result<Self, SheetError> {
        Self::read_with(bytes, needed, &|column| possible.contains(&column))
    }

    /// As [`Sheet::read`]; `possible` says which other columns there may be.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read_with(
        bytes: &[u8],
        needed: &[&'static str],
        possible: &dyn Fn(&str) -> bool,
    ) -> Result<Self, SheetError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| SheetError::NoText {
            position: error.valid_up_to() + 1,
        })?;
        let head = text.lines().next().unwrap_or_default();
        let delimiter = [b';', b'\t', b',']
            .into_iter()
            .max_by_key(|sign| head.bytes().filter(|byte| byte == sign).count())
            .unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let headings = reader.headers().map_err(|_| SheetError::Line { line: 1 })?;
        let columns: Vec<String> = headings.iter().map(str::to_lowercase).collect();
        if columns.iter().all(String::is_empty) {
            return Err(SheetError::Empty);
        }
        for (index, column) in columns.iter().enumerate() {
            if !needed.contains(&column.as_str()) && !possible(column) {
                return Err(SheetError::ColumnUnknown {
                    column: column.clone(),
                });
            }
            if columns.iter().take(index).any(|earlier| earlier == column) {
                return Err(SheetError::ColumnTwice {
                    column: column.clone(),
                });
            }
        }
        if let Some(column) = needed
            .iter()
            .find(|needed| !columns.iter().any(|column| column == *needed))
        {
            return Err(SheetError::ColumnMissing { column });
        }
        // A quotation mark that is never closed takes everything after it into its field: one more line shows whether the
        // table was out of quotation marks at its end.
        let fields = columns.len().saturating_sub(1);
        let marked = format!(
            "{text}\n{END}{}\n",
            char::from(delimiter).to_string().repeat(fields)
        );
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .from_reader(marked.as_bytes());
        let mut ended = false;
        let mut lines = Vec::new();
        let (mut line, mut counted) = (1, 0);
        for record in reader.records() {
            let record = record.map_err(|error| SheetError::Line {
                line: error.position().map_or(1, csv::Position::line),
            })?;
            // The reader counts empty lines before a record as its own: the line is where its first sign stands.
            let start = record
                .position()
                .and_then(|place| usize::try_from(place.byte()).ok())
                .unwrap_or(0);
            let rest = text.get(start..).unwrap_or_default();
            let start = start + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
            line += text.as_bytes().get(counted..start).map_or(0, |passed| {
                passed.iter().filter(|byte| **byte == b'\n').count() as u64
            });
            counted = start.max(counted);
            if start >= text.len() && record.get(0) == Some(END) {
                ended = true;
                break;
            }
            if record.iter().all(str::is_empty) {
                continue;
            }
            if lines.len() == LINE_LIMIT {
                return Err(SheetError::TooLong { limit: LINE_LIMIT });
            }
            lines.push((line, record.iter().map(str::to_owned).collect()));
        }
        if !ended {
            return Err(SheetError::Line { line });
        }
        if lines.is_empty() {
            return Err(SheetError::Empty);
        }
        Ok(Self { columns, lines })
    }

    /// The headings, in small letters.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The field of a line in a column; empty where the column is not there.
    pub fn field<'a>(&self, fields: &'a [String], column: &str) -> &'a str {
        self.columns
            .iter()
            .position(|known| known == column)
            .and_then(|index| fields.get(index))
            .map_or("", String::as_str)
    }
}

/// Writes a table: headings, then lines; comma-separated UTF-8 with a mark, which office programs open rightly. A field
/// that a spreadsheet would take for a formula gets an apostrophe in front, which [`Sheet::read`]'s caller need not know:
/// [`plain`] takes it away.
pub fn write(headings: &[&str], lines: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    // Writing into memory does not fail.
    let _ = writer.write_record(headings);
    for line in lines {
        let _ = writer.write_record(line.iter().map(|field| guarded(field)));
    }
    writer.into_inner().unwrap_or_default()
}

fn guarded(field: &str) -> String {
    if field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

/// A field without the apostrophe that [`write`] put in front.
pub fn plain(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => field,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Sheet, SheetError> {
        Sheet::read(text.as_bytes(), &["code"], &["fr", "de"])
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_swallows_no_line() {
        let read = |text: &str| Sheet::read(text.as_bytes(), &["name"], &["notes"]);
        for text in [
            "name,notes\na,x\nb,\"y\nc,z\nd,w\n",
            "name,notes\na,x\nb,\"y",
            "name,notes\na,x\nb,\"y\"\"\nc,z\n",
        ] {
            assert_eq!(read(text), Err(SheetError::Line { line: 3 }), "{text}");
        }
        assert_eq!(
            read("name\n\"a"),
            Err(SheetError::Line { line: 2 }),
            "a table of one column too"
        );
        for text in [
            "name,notes\na,\"x\ny\"",
            "name,notes\na,5\" pipe\n",
            "name,notes\r\na,\"x\"\r\n",
        ] {
            assert_eq!(read(text).unwrap().lines.len(), 1, "{text}");
        }
    }

    #[test]
    fn commas_semicolons_tabulators_quotes_and_a_mark_are_read() {
        for text in [
            "code,fr\n1,\"a, b\"\n",
            "\u{feff}CODE;fr\r\n1;a, b\r\n",
            "code\tfr\n\n1\ta, b",
        ] {
            let sheet = read(text).unwrap();
            let (_, fields) = &sheet.lines[0];
            assert_eq!(sheet.field(fields, "code"), "1");
            assert_eq!(sheet.field(fields, "fr"), "a, b");
            assert_eq!(sheet.field(fields, "de"), "");
        }
        assert_eq!(read("code,fr\n1,a\n\n2,b\n").unwrap().lines[1].0, 4);
    }

    #[test]
    fn faults_are_told_with_their_line() {
        assert_eq!(read(""), Err(SheetError::Empty));
        assert_eq!(read("code,fr\n"), Err(SheetError::Empty));
        assert_eq!(read("fr\nx\n"), Err(SheetError::ColumnMissing { column: "code" }));
        assert_eq!(
            read("code,xx\n1,2\n"),
            Err(SheetError::ColumnUnknown { column: "xx".into() })
        );
        assert_eq!(
            read("code,fr,fr\n1,2,3\n"),
            Err(SheetError::ColumnTwice { column: "fr".into() })
        );
        assert_eq!(read("code,fr\n1,2\n3\n"), Err(SheetError::Line { line: 3 }));
        assert_eq!(
            Sheet::read(b"code\n\xff\n", &["code"], &[]),
            Err(SheetError::NoText { position: 6 })
        );
    }

    #[test]
    fn what_is_written_is_read_again_and_is_no_formula() {
        let bytes = write(
            &["code", "fr"],
            [vec!["=1+1".to_owned(), "a;\"b\"\nc".to_owned()]],
        );
        let sheet = Sheet::read(&bytes, &["code"], &["fr"]).unwrap();
        let (_, fields) = &sheet.lines[0];
        assert_eq!(sheet.field(fields, "code"), "'=1+1");
        assert_eq!(plain(sheet.field(fields, "code")), "=1+1");
        assert_eq!(sheet.field(fields, "fr"), "a;\"b\"\nc");
    }
}
