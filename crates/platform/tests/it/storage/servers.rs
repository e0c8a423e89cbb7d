//! What only a server does: it is restarted, asked by several, and far away.

use super::*;

#[test]
fn postgresql_with_files_serves_as_well() {
    let Some(server) = Postgres::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let database = PostgresDatabase::open(&server.url()).unwrap();
    let storage = SqlStorage::new(database, Box::new(Files::open(folder.path()).unwrap())).unwrap();
    uploads::an_upload_grows_from_where_it_stands_and_nowhere_else(&storage);
}

#[test]
fn sqlite_with_a_bucket_serves_as_well() {
    let s3 = S3::start();
    let folder = tempfile::tempdir().unwrap();
    let bucket = Bucket::open_with("s3://greffe/a/b", folder.path(), &s3.variables()).unwrap();
    let database = SqliteDatabase::open(&folder.path().join("platform.db")).unwrap();
    let storage = SqlStorage::new(database, Box::new(bucket)).unwrap();
    uploads::an_upload_grows_from_where_it_stands_and_nowhere_else(&storage);
}

#[test]
fn two_processes_migrate_one_after_the_other() {
    let Some(server) = Postgres::start() else { return };
    let opened: Vec<bool> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| PostgresDatabase::open(&server.url()).is_ok()))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(opened, [true; 4]);
}

#[test]
fn a_database_that_was_restarted_is_found_again() {
    let Some(server) = Postgres::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let database = PostgresDatabase::open(&server.url()).unwrap();
    let storage = SqlStorage::new(database, Box::new(Files::open(folder.path()).unwrap())).unwrap();
    let known = administration(&storage, 1);
    let epoch = storage.epoch().unwrap();
    // Connections lie idle when the server goes away.
    server.stop();
    assert!(storage.healthy().is_err());
    assert!(
        storage
            .add_administration(
                &Administration {
                    id: uuid(2),
                    name: "B".into()
                },
                now()
            )
            .is_err()
    );
    server.again();
    assert_eq!(
        storage.epoch().unwrap(),
        epoch,
        "the first request after it is answered"
    );
    assert_eq!(storage.administration(&known.name).unwrap(), Some(known));
}

#[test]
fn the_log_in_postgresql_is_append_only_for_everybody() {
    let Some(server) = Postgres::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let database = PostgresDatabase::open(&server.url()).unwrap();
    let storage = SqlStorage::new(database, Box::new(Files::open(folder.path()).unwrap())).unwrap();
    log::the_log_forgets_partial_tiles_and_never_an_entry(&storage);
    for attack in [
        "DELETE FROM log_entry WHERE number = 3",
        "UPDATE log_entry SET number = 999 WHERE number = 3",
        "TRUNCATE log_entry",
    ] {
        server.sql(attack);
        assert_eq!(
            server.sql("SELECT count(*), max(number) FROM log_entry"),
            "256|255",
            "{attack}"
        );
    }
}

#[test]
fn a_server_elsewhere_is_spoken_to_over_tls_only_and_must_prove_its_name() {
    let pki = testkit::pki::TestPki::new();
    let tls = pki.tls_server();
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port().to_string()
    };
    let setting = format!("port={port}");
    let Some(server) = Postgres::start_with(&["-c", "listen_addresses=127.0.0.1", "-c", &setting]) else {
        return;
    };
    server.give("tls.pem", &tls.chain_pem());
    server.give("tls.key", &tls.key_pem());
    server.stop();
    let file = |name: &str| server.folder().join(name).display().to_string();
    let settings = format!(
        "\nssl = on\nssl_cert_file = '{}'\nssl_key_file = '{}'\n",
        file("tls.pem"),
        file("tls.key")
    );
    let configuration = server.folder().join("data/postgresql.conf");
    let mut text = std::fs::read_to_string(&configuration).unwrap();
    text.push_str(&settings);
    std::fs::write(&configuration, text).unwrap();
    server.again();
    let url = |host: &str| format!("postgres://greffe@{host}:{port}/greffe?sslmode=require");
    let root = pki.root_pem();
    let database = PostgresDatabase::open_trusting(&url("localhost"), Some(root.as_bytes())).unwrap();
    database
        .read(|sql| sql.query("SELECT value FROM counter", &[]))
        .unwrap();
    let encrypted = server.sql(
        "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'greffe-platform'",
    );
    assert_eq!(encrypted, "t", "the connection that lies idle is one with TLS");
    drop(database);
    assert!(
        PostgresDatabase::open(&url("localhost")).is_err(),
        "the system does not know this authority"
    );
    let other = testkit::pki::TestPki::new().root_pem().to_owned();
    assert!(PostgresDatabase::open_trusting(&url("localhost"), Some(other.as_bytes())).is_err());
}
