//! Key figures, and what of them may be published: counts below five are suppressed, and so much beside them that no
//! total gives them away.
//!
//! A table with its totals is a circulation: each cell flows from its row to its column, each total closes the way back.
//! Whoever reads the published cells knows the flows up to circulations over the suppressed ones. A suppressed cell can be
//! worked out exactly when no such circulation runs through it that keeps every count at zero or above. [`suppress`]
//! finds, for each cell that must not be told, the cheapest circulation, and suppresses what lies on it: afterwards every
//! suppressed cell has at least two possible values.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Counts below this are not published.
pub const THRESHOLD: u64 = 5;
/// A ninth decile of fewer is one person's case.
pub const THRESHOLD_P90: usize = 10;

/// A table of counts with what may be told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Cells, row by row; `None` is suppressed.
    pub cells: Vec<Vec<Option<u64>>>,
    /// Totals of rows.
    pub rows: Vec<Option<u64>>,
    /// Totals of columns.
    pub columns: Vec<Option<u64>>,
    /// The total.
    pub total: Option<u64>,
}

/// One cell or total: an arc between two nodes.
struct Arc {
    from: usize,
    to: usize,
    value: u64,
    free: bool,
    cost: u64,
}

struct Network {
    nodes: usize,
    arcs: Vec<Arc>,
    /// Arcs by the node at either end.
    at: Vec<Vec<usize>>,
}

impl Network {
    /// `values` is rectangular; `basis` says how many cases stand behind each cell.
    fn of(values: &[Vec<u64>], basis: &[Vec<u64>]) -> Self {
        let rows = values.len();
        let columns = values.first().map_or(0, Vec::len);
        // Rows, the row of totals, columns, the column of totals.
        let (total_row, first_column, total_column) = (rows, rows + 1, rows + 1 + columns);
        let nodes = rows + columns + 2;
        let mut arcs = Vec::new();
        let mut add = |from, to, value: u64, basis: u64, weight: u64| {
            arcs.push(Arc {
                from,
                to,
                value,
                free: value < THRESHOLD || basis < THRESHOLD,
                cost: weight
                    .saturating_mul(1_000_000)
                    .saturating_add(value.min(900_000)),
            });
        };
        let sum = |table: &[Vec<u64>], row: usize| table.get(row).map_or(0, |cells| cells.iter().sum());
        let down = |table: &[Vec<u64>], column: usize| {
            table.iter().filter_map(|cells| cells.get(column)).sum::<u64>()
        };
        for (row, (cells, behind)) in values.iter().zip(basis).enumerate() {
            for (column, (value, behind)) in cells.iter().zip(behind).enumerate() {
                add(row, first_column + column, *value, *behind, 1);
            }
        }
        for row in 0..rows {
            add(total_column, row, sum(values, row), sum(basis, row), 2);
        }
        for column in 0..columns {
            add(
                first_column + column,
                total_row,
                down(values, column),
                down(basis, column),
                2,
            );
        }
        let all = |table: &[Vec<u64>]| table.iter().flatten().sum::<u64>();
        add(total_row, total_column, all(values), all(basis), 8);
        let mut at = vec![Vec::new(); nodes];
        for (index, arc) in arcs.iter().enumerate() {
            for end in [arc.from, arc.to] {
                if let Some(list) = at.get_mut(end) {
                    list.push(index);
                }
            }
        }
        Self { nodes, arcs, at }
    }

    /// The cheapest way from a node to another that does not use `without`: its cost and arcs. An arc is walked forward
    /// when it grows by one, backward when it shrinks by one and has something to lose.
    fn way(&self, start: usize, end: usize, without: usize) -> Option<(u64, Vec<usize>)> {
        let mut best = vec![u64::MAX; self.nodes];
        let mut by = vec![None; self.nodes];
        let mut open = std::collections::BinaryHeap::new();
        *best.get_mut(start)? = 0;
        open.push(std::cmp::Reverse((0_u64, start)));
        while let Some(std::cmp::Reverse((cost, node))) = open.pop() {
            if node == end {
                let mut path = Vec::new();
                let mut here = end;
                while here != start {
                    let (arc, before): (usize, usize) = (*by.get(here)?)?;
                    path.push(arc);
                    here = before;
                }
                return Some((cost, path));
            }
            if best.get(node).is_none_or(|known| cost > *known) {
                continue;
            }
            for index in self.at.get(node).into_iter().flatten() {
                let Some(arc) = self.arcs.get(*index).filter(|_| *index != without) else {
                    continue;
                };
                let next = if arc.from == node {
                    arc.to
                } else if arc.value > 0 {
                    arc.from
                } else {
                    continue;
                };
                let cost = cost.saturating_add(if arc.free { 0 } else { arc.cost });
                if best.get(next).is_some_and(|known| cost < *known) {
                    if let (Some(known), Some(way)) = (best.get_mut(next), by.get_mut(next)) {
                        *known = cost;
                        *way = Some((*index, node));
                    }
                    open.push(std::cmp::Reverse((cost, next)));
                }
            }
        }
        None
    }

    fn protect(&mut self) {
        for index in 0..self.arcs.len() {
            let Some(arc) = self.arcs.get(index).filter(|arc| arc.free) else {
                continue;
            };
            let (from, to, shrinks) = (arc.from, arc.to, arc.value > 0);
            let grow = self.way(to, from, index);
            let shrink = if shrinks { self.way(from, to, index) } else { None };
            let cheapest = [grow, shrink].into_iter().flatten().min_by_key(|(cost, _)| *cost);
            for other in cheapest.map(|(_, path)| path).unwrap_or_default() {
                if let Some(arc) = self.arcs.get_mut(other) {
                    arc.free = true;
                }
            }
        }
    }
}

/// What may be published of a table of counts. `basis` has the number of cases behind each cell where the cells count
/// something else (pages of acts): a cell is suppressed when either is below the threshold.
pub fn suppress(values: &[Vec<u64>], basis: &[Vec<u64>]) -> Published {
    let mut network = Network::of(values, basis);
    network.protect();
    let columns = values.first().map_or(0, Vec::len);
    let told = |index: usize| {
        network
            .arcs
            .get(index)
            .filter(|arc| !arc.free)
            .map(|arc| arc.value)
    };
    let cells = values.len() * columns;
    Published {
        cells: (0..values.len())
            .map(|row| (0..columns).map(|column| told(row * columns + column)).collect())
            .collect(),
        rows: (0..values.len()).map(|row| told(cells + row)).collect(),
        columns: (0..columns)
            .map(|column| told(cells + values.len() + column))
            .collect(),
        total: told(cells + values.len() + columns),
    }
}

/// The middle and the ninth decile (nearest rank) of numbers in order.
pub fn median_and_p90(sorted: &[u64]) -> Option<(u64, u64)> {
    let rank = |percent: usize| {
        let place = (sorted.len() * percent).div_ceil(100).max(1);
        sorted.get(place - 1).copied()
    };
    Some((rank(50)?, rank(90)?))
}

/// A month, `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
        }
    }

    /// Reads `2026-11`.
    pub fn parse(text: &str) -> Option<Self> {
        let day: Date = format!("{}-01", text.trim()).parse().ok()?;
        (text.trim().len() == 7).then(|| Self::of(day))
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month, 1).unwrap_or(Date::MIN)
    }

    /// The month after.
    pub fn next(self) -> Self {
        match self.month {
            12 => Self {
                year: self.year.saturating_add(1),
                month: 1,
            },
            month => Self {
                year: self.year,
                month: month + 1,
            },
        }
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or(text)
    }
}

/// The figures of one procedure in one month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Dossiers opened.
    pub received: u64,
    /// Dossiers closed.
    pub closed: u64,
    /// Days from opening to closing, the middle of those closed.
    pub median_days: Option<u64>,
    /// The same, ninth decile.
    pub p90_days: Option<u64>,
    /// Documents taken in.
    pub documents: u64,
    /// Acts sealed.
    pub sealed: u64,
    /// Their pages.
    pub sealed_pages: u64,
    /// Deadlines kept.
    pub kept: u64,
    /// Deadlines missed.
    pub missed: u64,
}

/// The figures of one procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureFigures {
    /// Its key; empty for dossiers without a procedure.
    pub procedure: String,
    /// Its name in the desk's language.
    pub name: String,
    /// Month by month, as [`KeyFigures::months`].
    pub months: Vec<Figures>,
    /// The whole period.
    pub whole: Figures,
    /// Dossiers open at its end.
    pub backlog: u64,
}

/// Key figures of a period: for the administration itself, nothing suppressed; no person stands in them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyFigures {
    /// The months, in order.
    pub months: Vec<Month>,
    /// By procedure, in the order of keys.
    pub procedures: Vec<ProcedureFigures>,
    /// All procedures together.
    pub whole: Figures,
    /// Dossiers open at the end of the period.
    pub backlog: u64,
    /// Copies of each act that would have been printed.
    pub copies: u32,
    /// Sheets of paper that were not: pages of sealed acts, times copies, printed on one side.
    pub sheets_avoided: u64,
    /// When they were counted.
    pub counted_at: Timestamp,
}

/// One line of the published data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenValue {
    /// What is counted: `received`, `closed`, `documents`, `sealed`, `sealed_pages`, `sheets_avoided`, `deadlines_kept`,
    /// `deadlines_missed`, `deadlines`, `median_days`, `p90_days`, `backlog`.
    pub measure: String,
    /// Key of the procedure, `none` for dossiers without one, `total` for all.
    pub procedure: String,
    /// The month, or `total` for the period.
    pub month: String,
    /// The value; `None`: suppressed.
    pub value: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a suppressed cell has another possible value: tries every table that differs by at most one in each cell.
    /// Circulations of whole numbers are made of such steps, so that nothing is overlooked.
    fn undetermined(values: &[Vec<u64>], published: &Published) -> Vec<String> {
        let (rows, columns) = (values.len(), values[0].len());
        let mut open = std::collections::BTreeSet::new();
        let mut all = std::collections::BTreeSet::new();
        for row in 0..rows {
            for column in 0..columns {
                if published.cells[row][column].is_none() {
                    all.insert(format!("{row},{column}"));
                }
            }
            if published.rows[row].is_none() {
                all.insert(format!("{row},+"));
            }
        }
        for column in 0..columns {
            if published.columns[column].is_none() {
                all.insert(format!("+,{column}"));
            }
        }
        if published.total.is_none() {
            all.insert("+,+".into());
        }
        let count = rows * columns;
        let mut step = vec![-1_i64; count];
        'tables: loop {
            let delta = |row: usize, column: usize| step[row * columns + column];
            let fits = (0..rows).all(|row| {
                (0..columns).all(|column| {
                    let delta = delta(row, column);
                    values[row][column] as i64 + delta >= 0
                        && (delta == 0 || published.cells[row][column].is_none())
                }) && (published.rows[row].is_none() || (0..columns).map(|c| delta(row, c)).sum::<i64>() == 0)
            }) && (0..columns).all(|column| {
                published.columns[column].is_none() || (0..rows).map(|r| delta(r, column)).sum::<i64>() == 0
            }) && (published.total.is_none() || step.iter().sum::<i64>() == 0);
            if fits {
                for row in 0..rows {
                    for column in 0..columns {
                        if delta(row, column) != 0 {
                            open.insert(format!("{row},{column}"));
                        }
                    }
                    if (0..columns).map(|c| delta(row, c)).sum::<i64>() != 0 {
                        open.insert(format!("{row},+"));
                    }
                }
                for column in 0..columns {
                    if (0..rows).map(|r| delta(r, column)).sum::<i64>() != 0 {
                        open.insert(format!("+,{column}"));
                    }
                }
                if step.iter().sum::<i64>() != 0 {
                    open.insert("+,+".into());
                }
            }
            for digit in &mut step {
                if *digit < 1 {
                    *digit += 1;
                    continue 'tables;
                }
                *digit = -1;
            }
            break;
        }
        all.difference(&open).cloned().collect()
    }

    fn check(values: &[Vec<u64>]) -> Published {
        let published = suppress(values, values);
        for (row, cells) in published.cells.iter().enumerate() {
            for (column, told) in cells.iter().enumerate() {
                let truth = values[row][column];
                assert!(
                    told.is_none_or(|told| told == truth && told >= THRESHOLD),
                    "{values:?}"
                );
            }
        }
        assert_eq!(
            undetermined(values, &published),
            Vec::<String>::new(),
            "{values:?} {published:?}"
        );
        published
    }

    #[test]
    fn no_suppressed_cell_of_any_small_table_can_be_worked_out() {
        // Every 2 x 2 table of these values, and many pseudo-random ones of other shapes.
        let some = [0_u64, 1, 4, 5, 9];
        for a in some {
            for b in some {
                for c in some {
                    for d in some {
                        check(&[vec![a, b], vec![c, d]]);
                    }
                }
            }
        }
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = |below: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % below
        };
        for (rows, columns) in [(1, 1), (1, 4), (4, 1), (2, 3), (3, 2), (2, 4)] {
            for _ in 0..60 {
                let table: Vec<Vec<u64>> = (0..rows)
                    .map(|_| {
                        (0..columns)
                            .map(|_| if next(3) == 0 { next(5) } else { next(40) })
                            .collect()
                    })
                    .collect();
                check(&table);
            }
        }
    }

    #[test]
    fn the_check_itself_finds_a_cell_that_its_row_gives_away() {
        let values = [vec![3, 20], vec![30, 40]];
        let naive = Published {
            cells: vec![vec![None, Some(20)], vec![Some(30), Some(40)]],
            rows: vec![Some(23), Some(70)],
            columns: vec![Some(33), Some(60)],
            total: Some(93),
        };
        assert_eq!(undetermined(&values, &naive), ["0,0"]);
    }

    #[test]
    fn a_table_without_small_counts_is_published_whole() {
        let published = check(&[vec![10, 20], vec![30, 40]]);
        assert_eq!(published.total, Some(100));
        assert!(published.cells.iter().flatten().all(Option::is_some));
    }

    #[test]
    fn few_acts_with_many_pages_are_not_told_by_their_pages() {
        let published = suppress(&[vec![80, 90], vec![70, 60]], &[vec![2, 30], vec![30, 30]]);
        assert_eq!(published.cells[0][0], None);
        assert_eq!(published.total, Some(300));
    }

    #[test]
    fn a_large_sparse_table_is_done_at_once() {
        let values: Vec<Vec<u64>> = (0..30)
            .map(|row| (0..60).map(|column| (row * 7 + column * 13) % 9).collect())
            .collect();
        let published = suppress(&values, &values);
        assert!(
            published
                .cells
                .iter()
                .flatten()
                .flatten()
                .all(|value| *value >= THRESHOLD)
        );
    }

    #[test]
    fn ranks_are_nearest_ranks() {
        assert_eq!(median_and_p90(&[]), None);
        assert_eq!(median_and_p90(&[7]), Some((7, 7)));
        assert_eq!(median_and_p90(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), Some((5, 9)));
    }

    #[test]
    fn months_follow_each_other_over_the_year() {
        let december = Month::parse("2026-12").unwrap();
        assert_eq!(december.next().to_string(), "2027-01");
        assert_eq!(
            [
                Month::parse("2026-13"),
                Month::parse("2026-1"),
                Month::parse("2026-01-01")
            ],
            [None, None, None]
        );
    }
}
