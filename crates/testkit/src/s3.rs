//! A server that speaks S3, in this process, over files: signatures are checked as the real ones do.

use std::net::SocketAddr;
use std::path::PathBuf;

use hyper_util::rt::{TokioExecutor, TokioIo};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;

/// A server with the bucket `greffe`.
pub struct S3 {
    root: tempfile::TempDir,
    address: SocketAddr,
    runtime: Option<tokio::runtime::Runtime>,
}

const KEY: &str = "GREFFETESTKEY";
const SECRET: &str = "secret-of-the-tests-only";

impl S3 {
    /// Starts it, on a port of loopback.
    pub fn start() -> Self {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("greffe")).unwrap();
        let mut server = Self {
            root,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            runtime: None,
        };
        server.again();
        server
    }

    /// Listens, after [`stop`](Self::stop) again at the same address.
    pub fn again(&mut self) {
        let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(self.root.path()).unwrap());
        builder.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = builder.build();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime
            .block_on(tokio::net::TcpListener::bind(self.address))
            .unwrap();
        self.address = listener.local_addr().unwrap();
        runtime.spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    let _ = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new())
                        .serve_connection(TokioIo::new(socket), service)
                        .await;
                });
            }
        });
        self.runtime = Some(runtime);
    }

    /// Answers nobody any more.
    pub fn stop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(std::time::Duration::from_secs(5));
        }
    }

    /// The variables by which a client finds it.
    pub fn variables(&self) -> Vec<(String, String)> {
        [
            ("AWS_ENDPOINT_URL", format!("http://{}", self.address)),
            ("AWS_REGION", "lu-test-1".to_owned()),
            ("AWS_ACCESS_KEY_ID", KEY.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", SECRET.to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }

    /// The folder in which the server keeps the bucket.
    pub fn folder(&self) -> PathBuf {
        self.root.path().join("greffe")
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        self.stop();
    }
}
