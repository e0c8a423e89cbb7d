//! Originals and the parts of unfinished uploads as objects of a bucket, in whatever speaks S3.
//!
//! ```text
//! PREFIX/originals/ab/cd/…        originals, named by their SHA-256, never changed
//! PREFIX/uploads/<upload>/<part>  uploads that are not finished
//! PREFIX/quarantine/…             originals that were found damaged
//! ```
//!
//! What is read is first brought to a scratch file of this machine. Address, region and keys come from the variables
//! `AWS_…` that other programs for S3 use.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::{StreamExt as _, TryStreamExt as _};
use model::Sha256;
use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::path::Path as Key;
use object_store::{ClientOptions, ObjectStore as _, ObjectStoreExt as _, PutPayload, RetryConfig};
use tokio::runtime::Runtime;
use uuid::Uuid;

use super::files::hash_reader;
use super::originals::{Assembled, Kept, Originals, Part};
use crate::error::Error;

/// What is larger goes in several requests.
const CHUNK_BYTES: usize = 8 * 1024 * 1024;

/// Small objects that are stored at the same time.
const PUTS: usize = 8;

/// What stays free on the disk of scratch files, whatever is read.
const ROOM_BYTES: u64 = 128 * 1024 * 1024;

/// A folder of a bucket.
pub struct Bucket {
    inner: std::sync::Arc<Inner>,
}

struct Inner {
    store: AmazonS3,
    prefix: String,
    scratch: PathBuf,
    runtime: Option<Runtime>,
}

/// An answer of the store as an error of ours.
fn failed(operation: &'static str) -> impl FnOnce(object_store::Error) -> Error {
    move |source| Error::Originals {
        operation,
        source: Box::new(source),
    }
}

impl Bucket {
    /// Opens `s3://bucket/prefix`, with the settings of the environment; `scratch` is a folder of this machine.
    ///
    /// # Errors
    /// The address is none, settings are missing, or the scratch folder cannot be written.
    pub fn open(url: &str, scratch: &Path) -> Result<Self, Error> {
        let settings: Vec<(String, String)> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| name.starts_with("AWS_"))
            .collect();
        Self::open_with(url, scratch, &settings)
    }

    /// As [`open`](Self::open), with the settings given: names as in the environment.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_with(url: &str, scratch: &Path, settings: &[(String, String)]) -> Result<Self, Error> {
        let wrong = || Error::OriginalsUrl { url: url.to_owned() };
        let rest = url.strip_prefix("s3://").ok_or_else(wrong)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        if bucket.is_empty() || bucket.contains(['@', ':', '?']) {
            return Err(wrong());
        }
        fs::create_dir_all(scratch).map_err(Error::file("making the folder", scratch))?;
        // The client asks for the process's provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = AmazonS3Builder::new();
        let mut may_be_plain = false;
        for (name, value) in settings {
            let Ok(key) = name.to_ascii_lowercase().parse::<AmazonS3ConfigKey>() else {
                continue;
            };
            may_be_plain |= name == "AWS_ALLOW_HTTP" && value == "true";
            // Between programs of this machine nobody listens.
            may_be_plain |= name.starts_with("AWS_ENDPOINT") && is_loopback(value);
            builder = builder.with_config(key, value);
        }
        let options = ClientOptions::new()
            .with_connect_timeout(Duration::from_secs(5))
            .with_timeout(Duration::from_secs(60))
            .with_allow_http(may_be_plain);
        let retry = RetryConfig {
            max_retries: 4,
            retry_timeout: Duration::from_secs(20),
            ..RetryConfig::default()
        };
        let store = builder
            .with_bucket_name(bucket)
            .with_client_options(options)
            .with_retry(retry)
            .build()
            .map_err(failed("opened the bucket"))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("originals")
            .enable_all()
            .build()
            .map_err(Error::file("starting the client of the bucket", url))?;
        let bucket = Self {
            inner: std::sync::Arc::new(Inner {
                store,
                prefix: prefix.trim_matches('/').to_owned(),
                scratch: scratch.to_owned(),
                runtime: Some(runtime),
            }),
        };
        bucket.healthy()?;
        Ok(bucket)
    }
}

fn is_loopback(url: &str) -> bool {
    let host = url.strip_prefix("http://").unwrap_or_default();
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        host.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
    })
}

impl Drop for Inner {
    fn drop(&mut self) {
        // Also where waiting is not allowed.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Inner {
    fn wait<T>(
        &self,
        operation: &'static str,
        future: impl Future<Output = object_store::Result<T>>,
    ) -> Result<T, Error> {
        let runtime = self.runtime.as_ref().ok_or(Error::BrokenOff)?;
        runtime.block_on(future).map_err(failed(operation))
    }

    fn key(&self, path: &str) -> Key {
        Key::from(format!("{}/{path}", self.prefix))
    }

    fn parts(&self, upload: Uuid) -> Key {
        self.key(&format!("uploads/{upload}"))
    }

    fn part(&self, upload: Uuid, name: Uuid) -> Key {
        self.key(&format!("uploads/{upload}/{name}"))
    }

    fn place(&self, sha256: Sha256) -> Key {
        let name = sha256.to_string();
        self.key(&format!("originals/{}/{}/{name}", &name[..2], &name[2..4]))
    }

    fn scratch_file(&self) -> Result<File, Error> {
        tempfile::tempfile_in(&self.scratch).map_err(Error::file("making a scratch file", &self.scratch))
    }

    /// Stores a file from its start.
    fn store(&self, key: &Key, file: &mut File, size_bytes: u64) -> Result<(), Error> {
        let reading = || Error::file("reading a scratch file", &self.scratch);
        file.rewind().map_err(reading())?;
        let mut chunk = || {
            let mut bytes = Vec::new();
            std::io::Read::by_ref(&mut *file)
                .take(CHUNK_BYTES as u64)
                .read_to_end(&mut bytes)
                .map_err(reading())?;
            Ok::<_, Error>(bytes)
        };
        if size_bytes <= CHUNK_BYTES as u64 {
            let payload = PutPayload::from(chunk()?);
            self.wait("stored an object", self.store.put(key, payload))?;
            return Ok(());
        }
        let mut parts = self.wait("began to store an object", self.store.put_multipart(key))?;
        let mut send = || {
            loop {
                let bytes = chunk()?;
                if bytes.is_empty() {
                    break;
                }
                self.wait(
                    "stored a part of an object",
                    parts.put_part(PutPayload::from(bytes)),
                )?;
            }
            self.wait("stored an object", parts.complete()).map(|_| ())
        };
        let sent = send();
        if sent.is_err() {
            // What is not completed is no object; the store need not keep it.
            let _ = self.wait("gave up an object", parts.abort());
        }
        sent
    }

    /// Adds an object to a file; `None` where there is no such object.
    fn fetch(&self, key: &Key, file: &mut File) -> Result<Option<()>, Error> {
        let runtime = self.runtime.as_ref().ok_or(Error::BrokenOff)?;
        runtime.block_on(async {
            let object = match self.store.get(key).await {
                Err(object_store::Error::NotFound { .. }) => return Ok(None),
                other => other.map_err(failed("read an object"))?,
            };
            // Who reads slowly holds a scratch file: the disk is never filled to its brim by them.
            let free = crate::operations::free_bytes(&self.scratch);
            if free.is_some_and(|free| free < object.meta.size.saturating_add(ROOM_BYTES)) {
                return Err(Error::DiskFull);
            }
            let mut stream = object.into_stream();
            while let Some(bytes) = stream.next().await {
                file.write_all(&bytes.map_err(failed("read an object"))?)
                    .map_err(Error::file("writing a scratch file", &self.scratch))?;
            }
            Ok(Some(()))
        })
    }

    fn delete(&self, key: &Key) -> Result<(), Error> {
        let runtime = self.runtime.as_ref().ok_or(Error::BrokenOff)?;
        match runtime.block_on(self.store.delete(key)) {
            Err(object_store::Error::NotFound { .. }) | Ok(()) => Ok(()),
            Err(error) => Err(failed("removed an object")(error)),
        }
    }

    fn open(&self, sha256: Sha256) -> Result<Option<File>, Error> {
        let mut file = self.scratch_file()?;
        if self.fetch(&self.place(sha256), &mut file)?.is_none() {
            return Ok(None);
        }
        file.rewind()
            .map_err(Error::file("reading a scratch file", &self.scratch))?;
        Ok(Some(file))
    }
}

/// Received on this machine, then stored.
struct PartObject {
    inner: std::sync::Arc<Inner>,
    key: Key,
    file: File,
    kept: Kept,
}

impl Part for PartObject {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file
            .write_all(bytes)
            .map_err(Error::file("writing a scratch file", &self.inner.scratch))?;
        self.kept.size_bytes += bytes.len() as u64;
        Ok(())
    }

    fn keep(mut self: Box<Self>) -> Result<Kept, Error> {
        let size_bytes = self.kept.size_bytes;
        self.inner.store(&self.key, &mut self.file, size_bytes)?;
        Ok(self.kept)
    }
}

impl Originals for Bucket {
    fn begin_part(&self, upload: Uuid, name: Uuid) -> Result<Box<dyn Part>, Error> {
        Ok(Box::new(PartObject {
            inner: self.inner.clone(),
            key: self.inner.part(upload, name),
            file: self.inner.scratch_file()?,
            kept: Kept { name, size_bytes: 0 },
        }))
    }

    fn delete_part(&self, upload: Uuid, name: Uuid) -> Result<(), Error> {
        self.inner.delete(&self.inner.part(upload, name))
    }

    fn delete_parts(&self, upload: Uuid) -> Result<(), Error> {
        let prefix = self.inner.parts(upload);
        let listed = self.inner.wait("listed the parts of an upload", async {
            let mut keys = Vec::new();
            let mut objects = self.inner.store.list(Some(&prefix));
            while let Some(object) = objects.next().await {
                keys.push(object?.location);
            }
            Ok(keys)
        })?;
        listed.iter().try_for_each(|key| self.inner.delete(key))
    }

    fn uploads(&self) -> Result<Vec<Uuid>, Error> {
        let prefix = self.inner.key("uploads");
        let listed = self.inner.wait(
            "listed the uploads",
            self.inner.store.list_with_delimiter(Some(&prefix)),
        )?;
        let folders = listed.common_prefixes.iter();
        Ok(folders
            .filter_map(|folder| folder.filename()?.parse().ok())
            .collect())
    }

    fn assemble(
        &self,
        upload: Uuid,
        parts: &[Uuid],
        sha256: Sha256,
        size_bytes: u64,
    ) -> Result<Assembled, Error> {
        let inner = &self.inner;
        let reading = || Error::file("reading a scratch file", &inner.scratch);
        let mut whole = inner.scratch_file()?;
        let mut all = true;
        for name in parts {
            if inner.fetch(&inner.part(upload, *name), &mut whole)?.is_none() {
                all = false;
                break;
            }
        }
        whole.rewind().map_err(reading())?;
        if !all {
            // In its place already, and killed before it was recorded; or a part is lost.
            let Some(mut file) = inner.open(sha256)? else {
                return Ok(Assembled::Wrong);
            };
            let (found, _) = hash_reader(&mut file).map_err(reading())?;
            return Ok(if found == sha256 {
                Assembled::InPlace
            } else {
                Assembled::Wrong
            });
        }
        let (found, length) = hash_reader(&mut whole).map_err(reading())?;
        if found != sha256 || length != size_bytes {
            return Ok(Assembled::Wrong);
        }
        inner.store(&inner.place(sha256), &mut whole, size_bytes)?;
        Ok(Assembled::InPlace)
    }

    fn assemble_one(&self, upload: Uuid, part: Kept, sha256: Sha256) -> Result<(), Error> {
        // Within the store: the bytes do not come here again.
        let (from, to) = (self.inner.part(upload, part.name), self.inner.place(sha256));
        self.inner
            .wait("put an object in its place", self.inner.store.copy(&from, &to))
    }

    fn put_all(&self, contents: &[(Sha256, &[u8])]) -> Result<(), Error> {
        let inner = &self.inner;
        inner.wait("stored objects", async {
            futures_util::stream::iter(contents)
                .map(|(sha256, bytes)| async move {
                    let payload = PutPayload::from(bytes.to_vec());
                    inner.store.put(&inner.place(*sha256), payload).await
                })
                .buffer_unordered(PUTS)
                .try_for_each(|_| std::future::ready(Ok(())))
                .await
        })
    }

    fn open(&self, sha256: Sha256) -> Result<Option<File>, Error> {
        self.inner.open(sha256)
    }

    fn open_part(&self, sha256: Sha256, first: u64, length: u64) -> Result<Option<File>, Error> {
        let inner = &self.inner;
        let runtime = inner.runtime.as_ref().ok_or(Error::BrokenOff)?;
        let range = first..first.saturating_add(length);
        let bytes = match runtime.block_on(inner.store.get_range(&inner.place(sha256), range)) {
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            other => other.map_err(failed("read a part of an object"))?,
        };
        let writing = || Error::file("writing a scratch file", &inner.scratch);
        let mut file = inner.scratch_file()?;
        file.write_all(&bytes).map_err(writing())?;
        file.rewind().map_err(writing())?;
        Ok(Some(file))
    }

    fn put(&self, sha256: Sha256, file: &Path) -> Result<(), Error> {
        let mut file = File::open(file).map_err(Error::file("reading an original", file))?;
        let size_bytes = file
            .metadata()
            .map_err(Error::file("reading an original", &self.inner.scratch))?
            .len();
        self.inner.store(&self.inner.place(sha256), &mut file, size_bytes)
    }

    fn quarantine(&self, sha256: Sha256) -> Result<(), Error> {
        let (place, aside) = (
            self.inner.place(sha256),
            self.inner.key(&format!("quarantine/{sha256}")),
        );
        let runtime = self.inner.runtime.as_ref().ok_or(Error::BrokenOff)?;
        match runtime.block_on(self.inner.store.copy(&place, &aside)) {
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(failed("set an object aside")(error)),
            Ok(()) => self.inner.delete(&place),
        }
    }

    fn healthy(&self) -> Result<(), Error> {
        let runtime = self.inner.runtime.as_ref().ok_or(Error::BrokenOff)?;
        match runtime.block_on(self.inner.store.head(&self.inner.key("originals/none"))) {
            Err(object_store::Error::NotFound { .. }) | Ok(_) => Ok(()),
            Err(error) => Err(failed("asked for an object")(error)),
        }
    }

    fn scratch(&self) -> PathBuf {
        self.inner.scratch.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_spoken_to_without_tls() {
        assert!(is_loopback("http://127.0.0.1:9000"));
        assert!(is_loopback("http://localhost/"));
        assert!(!is_loopback("http://localhost.example.lu"));
        assert!(!is_loopback("http://s3.example.lu"));
        assert!(!is_loopback("https://localhost"));
    }

    #[test]
    fn what_is_no_bucket_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for url in ["s3://", "s3:///x", "https://bucket", "s3://key:secret@bucket/x"] {
            let opened = Bucket::open_with(url, folder.path(), &[]);
            assert!(matches!(opened, Err(Error::OriginalsUrl { .. })), "{url}");
        }
    }
}
