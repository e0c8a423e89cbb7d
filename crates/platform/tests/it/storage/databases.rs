//! What a database promises to whoever writes statements for it, the same for both.

use platform::storage::sql::{Row, Sql, Value};

use super::*;

/// Each name is a function that is given a database with the table `thing (name, value)`.
macro_rules! on_every_database {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() {
                let folder = tempfile::tempdir().unwrap();
                let database = super::SqliteDatabase::open(&folder.path().join("x.db")).unwrap();
                super::$name(super::prepared(&database));
            })*
        }
        mod postgresql {
            $(#[test] fn $name() {
                let Some(server) = super::Postgres::start() else { return };
                let database = super::PostgresDatabase::open(&server.url()).unwrap();
                super::$name(super::prepared(&database));
            })*
        }
    };
}

on_every_database!(
    what_is_refused_is_taken_back,
    a_failure_that_was_overlooked_is_not_committed,
    a_reader_sees_one_moment,
    changes_that_contradict_each_other_do_not_both_happen,
    numbers_are_given_once_and_none_is_lost,
);

fn prepared<D: Database>(database: &D) -> &D {
    let kinds = database.change(|sql| {
        sql.execute(
            "CREATE TABLE thing (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
            &[],
        )?;
        sql.execute(
            "INSERT INTO thing (name, value) VALUES ($1, $2), ($3, $4)",
            &[
                Value::from("a"),
                Value::from(1_u64),
                Value::from("b"),
                Value::from(1_u64),
            ],
        )
    });
    assert_eq!(kinds.unwrap(), 2);
    database
}

fn values(sql: &mut dyn Sql) -> Result<Vec<i64>, platform::Error> {
    let rows = sql.query("SELECT value FROM thing ORDER BY name", &[])?;
    rows.iter().map(|row: &Row| row.get(0)).collect()
}

fn set(sql: &mut dyn Sql, name: &str, value: i64) -> Result<u64, platform::Error> {
    sql.execute(
        "UPDATE thing SET value = $2 WHERE name = $1",
        &[Value::from(name), Value::from(value)],
    )
}

fn what_is_refused_is_taken_back<D: Database>(database: &D) {
    let refused = database.change(|sql| {
        set(sql, "a", 7)?;
        Err::<(), _>(platform::Error::NameInvalid)
    });
    assert!(
        matches!(refused, Err(platform::Error::NameInvalid)),
        "{refused:?}"
    );
    assert_eq!(database.read(values).unwrap(), [1, 1]);
}

fn a_failure_that_was_overlooked_is_not_committed<D: Database>(database: &D) {
    let overlooked = database.change(|sql| {
        set(sql, "a", 7)?;
        let twice = sql.execute("INSERT INTO thing (name, value) VALUES ('b', 2)", &[]);
        assert!(twice.is_err());
        Ok(())
    });
    assert!(overlooked.is_err(), "nobody is told that it was done");
    assert_eq!(database.read(values).unwrap(), [1, 1]);
    // The next one finds everything in order.
    assert_eq!(database.change(|sql| set(sql, "a", 2)).unwrap(), 1);
    assert_eq!(database.read(values).unwrap(), [2, 1]);
}

fn a_reader_sees_one_moment<D: Database>(database: &D) {
    let seen = database.read(|sql| {
        let first = values(sql)?;
        database.change(|other| set(other, "b", 5))?;
        Ok((first, values(sql)?))
    });
    assert_eq!(seen.unwrap(), (vec![1, 1], vec![1, 1]));
    assert_eq!(database.read(values).unwrap(), [1, 5]);
}

/// Each takes one away where the sum allows it: alone both are right, together they are not.
fn changes_that_contradict_each_other_do_not_both_happen<D: Database>(database: &D) {
    let taken: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = ["a", "b", "a", "b"]
            .into_iter()
            .map(|name| {
                scope.spawn(move || {
                    let took = database.change(|sql| {
                        if values(sql)?.iter().sum::<i64>() < 2 {
                            return Ok(false);
                        }
                        set(sql, name, 0)?;
                        Ok(true)
                    });
                    usize::from(took.unwrap())
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(taken, 1);
    assert_eq!(database.read(values).unwrap().iter().sum::<i64>(), 1);
}

fn numbers_are_given_once_and_none_is_lost<D: Database>(database: &D) {
    let next = |numbered: bool, fails: bool| {
        let take = |sql: &mut dyn Sql| {
            let number = platform::storage::sql::next_number(sql, "seq")?;
            if fails {
                return Err(platform::Error::NameInvalid);
            }
            Ok(number)
        };
        if numbered {
            database.change_numbered(take)
        } else {
            database.change(take)
        }
    };
    let numbers: Vec<u64> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|thread| {
                scope.spawn(move || {
                    (0..10)
                        .filter_map(|turn| next(thread % 2 == 0, turn % 5 == 4).ok())
                        .collect::<Vec<u64>>()
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    let distinct: BTreeSet<u64> = numbers.iter().copied().collect();
    assert_eq!(numbers.len(), 64);
    assert_eq!(
        distinct,
        (1..=64).collect::<BTreeSet<u64>>(),
        "those of failures are given again"
    );
}
