//! The thin layer between the platform's statements and whichever database runs them: each statement is written once.
//!
//! Statements are what SQLite and PostgreSQL have in common: placeholders `$1`, `$2`, `ON CONFLICT DO NOTHING`,
//! `ON CONFLICT (…) DO UPDATE SET x = excluded.x`, `RETURNING`, `coalesce`, `CASE`. No `ifnull`, no scalar `max`, no
//! `INSERT OR …`, no booleans (0 and 1 are kept as integers), no serial columns for what readers follow: a number comes
//! from [`next_number`] in the transaction that commits the change.

use jiff::Timestamp;
use model::{DeskId, OpId, Sha256};
use uuid::Uuid;

use crate::error::Error;

/// What a parameter or a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number; times and truths are numbers too.
    Integer(i64),
    /// Text.
    Text(String),
    /// Bytes; digests and identities are bytes too.
    Bytes(Vec<u8>),
}

/// A time in milliseconds since 1970, as columns whose name ends in `_ms` hold it. A bare [`Timestamp`] is kept in
/// microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Millis(pub Timestamp);

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Integer(i64::from(value))
    }
}

/// Numbers, sizes and offsets stay far below 2^63; what does not becomes the largest number there is, so that no
/// comparison turns round.
impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Integer(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

/// 0 or 1.
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Integer(i64::from(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl From<&Vec<u8>> for Value {
    fn from(value: &Vec<u8>) -> Self {
        Self::Bytes(value.clone())
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(value: [u8; N]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Value {
    fn from(value: &[u8; N]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl From<Sha256> for Value {
    fn from(value: Sha256) -> Self {
        Self::Bytes(value.0.to_vec())
    }
}

/// Its 16 bytes.
impl From<Uuid> for Value {
    fn from(value: Uuid) -> Self {
        Self::Bytes(value.as_bytes().to_vec())
    }
}

impl From<DeskId> for Value {
    fn from(value: DeskId) -> Self {
        value.uuid().into()
    }
}

impl From<OpId> for Value {
    fn from(value: OpId) -> Self {
        value.uuid().into()
    }
}

/// Microseconds since 1970, UTC.
impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Integer(value.as_microsecond())
    }
}

/// Milliseconds since 1970, UTC.
impl From<Millis> for Value {
    fn from(value: Millis) -> Self {
        Self::Integer(value.0.as_millisecond())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The parameters of a statement: `values![desk.id, now]`.
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        &[$($crate::storage::sql::Value::from($value)),*][..]
    };
}
pub(crate) use values;

/// What a column can be read as.
pub trait FromValue: Sized {
    /// What the value means; `None` where it is of another kind or out of bounds.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }
}

impl FromValue for u64 {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value)?.try_into().ok()
    }
}

impl FromValue for u32 {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value)?.try_into().ok()
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(0) => Some(false),
            Value::Integer(1) => Some(true),
            _ => None,
        }
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => Some(bytes.clone()),
            _ => None,
        }
    }
}

impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => bytes.as_slice().try_into().ok(),
            _ => None,
        }
    }
}

impl FromValue for Sha256 {
    fn from_value(value: &Value) -> Option<Self> {
        <[u8; 32]>::from_value(value).map(Sha256)
    }
}

impl FromValue for Uuid {
    fn from_value(value: &Value) -> Option<Self> {
        <[u8; 16]>::from_value(value).map(Uuid::from_bytes)
    }
}

impl FromValue for DeskId {
    fn from_value(value: &Value) -> Option<Self> {
        Uuid::from_value(value).map(DeskId::from_uuid)
    }
}

impl FromValue for OpId {
    fn from_value(value: &Value) -> Option<Self> {
        Uuid::from_value(value).map(OpId::from_uuid)
    }
}

impl FromValue for Timestamp {
    fn from_value(value: &Value) -> Option<Self> {
        Timestamp::from_microsecond(i64::from_value(value)?).ok()
    }
}

impl FromValue for Millis {
    fn from_value(value: &Value) -> Option<Self> {
        Timestamp::from_millisecond(i64::from_value(value)?)
            .ok()
            .map(Millis)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            other => T::from_value(other).map(Some),
        }
    }
}

/// A row of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub Vec<Value>);

impl Row {
    /// The column of this number, from 0.
    ///
    /// # Errors
    /// [`Error::Stored`] where there is no such column or it holds something else.
    pub fn get<T: FromValue>(&self, column: usize) -> Result<T, Error> {
        self.0
            .get(column)
            .and_then(T::from_value)
            .ok_or(Error::Stored { what: "column" })
    }

    /// A column with JSON.
    ///
    /// # Errors
    /// [`Error::Stored`] where it is not JSON of this type.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: usize) -> Result<T, Error> {
        serde_json::from_str(&self.get::<String>(column)?).map_err(|_| Error::Stored { what: "column" })
    }

    /// A column with a time in milliseconds.
    ///
    /// # Errors
    /// [`Error::Stored`] where it holds none.
    pub fn time(&self, column: usize) -> Result<Timestamp, Error> {
        Ok(self.get::<Millis>(column)?.0)
    }
}

/// A value as JSON text, for a column.
///
/// # Errors
/// [`Error::Stored`], naming `what`, where the value has no JSON.
pub fn to_json(value: &impl serde::Serialize, what: &'static str) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::Stored { what })
}

/// One transaction, or one snapshot for reading, on whichever database. After an error nothing more can be done in it:
/// give the error back.
pub trait Sql {
    /// Runs a statement that gives no rows; the number of rows that it changed.
    ///
    /// # Errors
    /// The database refuses or is out of reach.
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Error>;

    /// Runs a statement and gives all its rows (with `RETURNING` those that it changed).
    ///
    /// # Errors
    /// The database refuses or is out of reach.
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Error>;

    /// The first row, where there is one.
    ///
    /// # Errors
    /// The database refuses or is out of reach.
    fn query_one(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>, Error> {
        Ok(self.query(sql, params)?.into_iter().next())
    }
}

/// A database. What is given to it may run more than once: a transaction that cannot be put in order with the others is
/// taken back and repeated. So nothing outside the transaction may be changed by it.
pub trait Database: Send + Sync {
    /// Reads in one snapshot.
    ///
    /// # Errors
    /// Those of `f`; the database is out of reach.
    fn read<T>(&self, f: impl FnMut(&mut dyn Sql) -> Result<T, Error>) -> Result<T, Error>;

    /// Changes in one transaction, as if no other ran at the same time; it is on the disk when `Ok` comes back. An
    /// error takes everything back.
    ///
    /// # Errors
    /// Those of `f`; the database is out of reach.
    fn change<T>(&self, f: impl FnMut(&mut dyn Sql) -> Result<T, Error>) -> Result<T, Error>;

    /// As [`change`](Self::change), for changes that take a number ([`next_number`]): they queue from their beginning
    /// instead of being repeated.
    ///
    /// # Errors
    /// Those of `f`; the database is out of reach.
    fn change_numbered<T>(&self, f: impl FnMut(&mut dyn Sql) -> Result<T, Error>) -> Result<T, Error> {
        self.change(f)
    }
}

/// The next number of a counter, from 1. It is taken back with the transaction, and the next one waits for it: whoever
/// reads up to n has seen everything up to n.
///
/// # Errors
/// There is no such counter; the database fails.
pub fn next_number(sql: &mut dyn Sql, counter: &str) -> Result<u64, Error> {
    let row = sql.query_one(
        "UPDATE counter SET value = value + 1 WHERE name = $1 RETURNING value",
        values![counter],
    )?;
    row.ok_or(Error::Stored { what: "counter" })?.get(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out_again() {
        let uuid = Uuid::from_bytes([7; 16]);
        let time: Timestamp = "2026-05-04T08:00:00.123456Z".parse().unwrap();
        let row = Row(values![
            42_u64,
            "text",
            [1_u8, 2].as_slice(),
            Sha256([3; 32]),
            uuid,
            time,
            Millis(time),
            true,
            None::<i64>
        ]
        .to_vec());
        assert_eq!(row.get::<u64>(0).unwrap(), 42);
        assert_eq!(row.get::<String>(1).unwrap(), "text");
        assert_eq!(row.get::<Vec<u8>>(2).unwrap(), [1, 2]);
        assert_eq!(row.get::<Sha256>(3).unwrap(), Sha256([3; 32]));
        assert_eq!(row.get::<Uuid>(4).unwrap(), uuid);
        assert_eq!(row.get::<Timestamp>(5).unwrap(), time);
        assert_eq!(row.time(6).unwrap(), "2026-05-04T08:00:00.123Z".parse().unwrap());
        assert!(row.get::<bool>(7).unwrap());
        assert_eq!(row.get::<Option<i64>>(8).unwrap(), None);
    }

    #[test]
    fn what_is_of_another_kind_is_refused() {
        let row = Row(values![-1_i64, "x", [0_u8; 31], 2_i64].to_vec());
        assert!(row.get::<u64>(0).is_err());
        assert!(row.get::<i64>(1).is_err());
        assert!(row.get::<Sha256>(2).is_err());
        assert!(row.get::<bool>(3).is_err());
        assert!(row.get::<i64>(4).is_err());
        assert_eq!(Value::from(u64::MAX), Value::Integer(i64::MAX));
    }
}
