//! `fixity`: whether originals are still what they were, now.

use std::process::ExitCode;

use jiff::SignedDuration;
use platform::Error;
use platform::fixity::Care;
use platform::state::{Environment as _, System};
use platform::storage::fixity::{Findings, check};

use crate::Data;

/// How a running platform looks after its originals.
#[derive(clap::Args)]
pub struct CareArguments {
    /// Days after which each original is hashed again; 0: never.
    #[arg(long, default_value_t = 30, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(0..=3650))]
    fixity_every: i64,
    /// A second place for the originals, compared and healed from: a folder on another disk, or s3://bucket/prefix.
    #[arg(long, value_name = "DIR|URL", env = "GREFFE_PLATFORM_REPLICA")]
    replica: Option<String>,
}

impl CareArguments {
    /// `None` where nothing is hashed again.
    pub fn care(&self, data: &Data) -> Result<Option<Care>, Error> {
        let replica = self.replica.as_ref();
        let replica = replica
            .map(|url| data.place().originals_at(Some(url)))
            .transpose()?;
        Ok((self.fixity_every > 0).then_some(Care {
            every: SignedDuration::from_hours(24 * self.fixity_every),
            replica,
        }))
    }
}

/// What is looked at.
#[derive(clap::Args)]
pub struct FixityArguments {
    #[command(flatten)]
    data: Data,
    /// A second place for the originals, compared and healed from: a folder on another disk, or s3://bucket/prefix.
    #[arg(long, value_name = "DIR|URL", env = "GREFFE_PLATFORM_REPLICA")]
    replica: Option<String>,
    /// Hash those that were not hashed for so many days; 0: all of them.
    #[arg(long, default_value_t = 0, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(0..=3650))]
    older_than: i64,
    /// Hash nothing; say what the last looks have found.
    #[arg(long, conflicts_with_all = ["older_than", "replica"])]
    report: bool,
}

/// Hashes, compares and heals, and says how all stand. Exit code 1 where something is not intact.
pub fn run(arguments: FixityArguments, say: impl Fn(&str)) -> Result<ExitCode, Error> {
    let place = arguments.data.place();
    let storage = place.open()?;
    let replica = arguments.replica.as_ref();
    let replica = replica.map(|url| place.originals_at(Some(url))).transpose()?;
    let mut all = Findings::default();
    // Those that are looked at now are not looked at again.
    let begun = System.now();
    let before = begun
        .saturating_sub(SignedDuration::from_hours(24 * arguments.older_than))
        .unwrap_or(begun);
    if !arguments.report {
        loop {
            let found = check(&*storage, replica.as_deref(), before, 100, System.now())?;
            if found.checked == 0 {
                break;
            }
            all.checked += found.checked;
            all.replicated += found.replicated;
            all.healed.extend(found.healed);
            all.lost.extend(found.lost);
        }
        say(&format!("hashed\t{}", all.checked));
        say(&format!("replicated\t{}", all.replicated));
        for sha256 in &all.healed {
            say(&format!("healed now\t{sha256}"));
        }
    }
    let standing = storage.fixity_standing()?;
    say(&format!("originals\t{}", standing.originals));
    say(&format!("never hashed since they came\t{}", standing.never));
    if let Some(oldest) = standing.oldest {
        say(&format!("all others hashed since\t{oldest}"));
    }
    for (sha256, state, at) in &standing.not_intact {
        say(&format!("{state}\t{sha256}\t{at}"));
    }
    Ok(ExitCode::from(u8::from(!standing.not_intact.is_empty())))
}
