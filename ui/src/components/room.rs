//! How much room the pieces of a long list take: those that were drawn once as they were measured, the others as a row of
//! the first one lets guess. Every question is answered in a few steps, however many pieces there are, since it is asked in
//! every frame in which somebody scrolls.

/// The height of a row in pixels, until one was measured.
const HEIGHT: i32 = 70;

/// The room of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Room {
    /// Height of a row that nobody measured; 0 until one was.
    each: i32,
    /// The number of the first row of each piece, and behind them the number of all rows.
    firsts: Vec<usize>,
    /// By how much each piece is higher than its guess.
    more: Vec<i32>,
    /// Sums of `more` (a binary indexed tree, its first element unused).
    sums: Vec<i32>,
}

impl Room {
    /// How many pieces there are.
    pub fn pieces(&self) -> usize {
        self.more.len()
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.firsts.last().copied().unwrap_or(0)
    }

    /// Takes the pieces behind those that are known; `lengths` are the numbers of rows of all pieces.
    pub fn grow(&mut self, lengths: impl Iterator<Item = usize>) {
        if self.firsts.is_empty() {
            self.firsts.push(0);
            self.sums.push(0);
        }
        for length in lengths.skip(self.pieces()) {
            self.firsts.push(self.rows() + length);
            self.more.push(0);
            let at = self.more.len();
            let sum = self.sum(at - 1) - self.sum(at - (at & at.wrapping_neg()));
            self.sums.push(sum);
        }
    }

    /// Notes how high a piece is.
    pub fn measured(&mut self, place: usize, height: i32) {
        let rows = to_pixels(self.rows_before(place + 1) - self.rows_before(place));
        if rows == 0 || height <= 0 {
            return;
        }
        if self.each == 0 {
            self.each = (height / rows).max(1);
        }
        let more = height - self.row() * rows;
        let Some(known) = self.more.get_mut(place) else {
            return;
        };
        let change = more - *known;
        *known = more;
        let mut at = place + 1;
        while change != 0
            && let Some(sum) = self.sums.get_mut(at)
        {
            *sum += change;
            at += at & at.wrapping_neg();
        }
    }

    /// Where a piece begins, in pixels from the first one; behind the last one, where the list ends.
    pub fn top(&self, place: usize) -> i32 {
        self.row()
            .saturating_mul(to_pixels(self.rows_before(place)))
            .saturating_add(self.sum(place.min(self.pieces())))
    }

    /// The number of the first row of a piece; behind the last one, of all rows.
    pub fn rows_before(&self, place: usize) -> usize {
        self.firsts.get(place).copied().unwrap_or_else(|| self.rows())
    }

    /// The piece that holds a row.
    pub fn piece_of(&self, row: usize) -> Option<usize> {
        (row < self.rows()).then(|| {
            self.firsts
                .partition_point(|first| *first <= row)
                .saturating_sub(1)
        })
    }

    /// The pieces between two heights: from the first to behind the last. Where there are none, the end that is nearer.
    pub fn between(&self, from: i32, to: i32) -> (usize, usize) {
        let first = self.first(|place| self.top(place + 1) > from);
        let behind = self.first(|place| self.top(place) >= to);
        let last = self.pieces().saturating_sub(1);
        let first = first.min(last);
        (first, behind.max(first + 1).min(self.pieces()))
    }

    /// The first piece for which something holds that holds for all behind it.
    fn first(&self, holds: impl Fn(usize) -> bool) -> usize {
        let (mut low, mut high) = (0, self.pieces());
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    fn row(&self) -> i32 {
        if self.each > 0 { self.each } else { HEIGHT }
    }

    /// By how much the first pieces are higher than their guesses.
    fn sum(&self, pieces: usize) -> i32 {
        let (mut at, mut sum) = (pieces, 0);
        while at > 0 {
            sum += self.sums.get(at).copied().unwrap_or(0);
            at &= at - 1;
        }
        sum
    }
}

fn to_pixels(rows: usize) -> i32 {
    i32::try_from(rows).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(lengths: &[usize]) -> Room {
        let mut room = Room::default();
        room.grow(lengths.iter().copied());
        room
    }

    #[test]
    fn pieces_that_were_measured_count_as_they_are_and_the_others_as_the_first_one() {
        let mut room = room(&[10, 10, 10, 3]);
        assert_eq!((room.pieces(), room.rows(), room.top(4)), (4, 33, 33 * HEIGHT));
        room.measured(1, 500);
        assert_eq!(
            [0, 1, 2, 3, 4].map(|place| room.top(place)),
            [0, 500, 1000, 1500, 1650]
        );
        room.measured(0, 640);
        room.measured(3, 90);
        assert_eq!([1, 2, 3, 4].map(|place| room.top(place)), [640, 1140, 1640, 1730]);
        room.measured(0, 500);
        assert_eq!(room.top(4), 1590, "measured anew, it is what it is now");
        room.measured(9, 70);
        room.measured(2, 0);
        assert_eq!(
            room.top(4),
            1590,
            "what is not there and what is not drawn changes nothing"
        );
    }

    #[test]
    fn sums_are_those_of_plain_counting_while_the_list_grows() {
        let lengths: Vec<usize> = (0..400).map(|n| 1 + n * 7 % 9).collect();
        let mut room = Room::default();
        let mut heights: Vec<i32> = Vec::new();
        for step in 1..=8 {
            room.grow(lengths.iter().copied().take(step * 50));
            heights.extend(
                lengths[heights.len()..step * 50]
                    .iter()
                    .map(|rows| 50 * *rows as i32),
            );
            room.measured(0, 50 * lengths[0] as i32);
            for place in (0..step * 50).step_by(3) {
                let height = 20 + (place as i32 * 13 + step as i32) % 300;
                if place > 0 {
                    room.measured(place, height);
                    heights[place] = height;
                }
            }
            let mut sum = 0;
            for (place, height) in heights.iter().enumerate() {
                assert_eq!(room.top(place), sum, "{step}, {place}");
                sum += height;
            }
            assert_eq!(room.top(step * 50), sum);
        }
    }

    #[test]
    fn what_is_near_is_drawn_and_nothing_else() {
        let mut room = room(&[10; 100]);
        room.measured(0, 1_000);
        assert_eq!(room.between(-1_500, 1_700), (0, 2), "at the top");
        assert_eq!(room.between(48_800, 52_000), (48, 52));
        assert_eq!(room.between(98_300, 101_500), (98, 100));
        assert_eq!(room.between(198_800, 202_000), (99, 100), "scrolled past");
        assert_eq!(room.between(-9_000, -6_000), (0, 1), "far below");
        assert_eq!(Room::default().between(-1_200, 2_000), (0, 0));
    }

    #[test]
    fn every_row_is_found_in_its_piece() {
        let room = room(&[3, 1, 4]);
        let found: Vec<Option<usize>> = (0..9).map(|row| room.piece_of(row)).collect();
        assert_eq!(
            found,
            [
                Some(0),
                Some(0),
                Some(0),
                Some(1),
                Some(2),
                Some(2),
                Some(2),
                Some(2),
                None
            ]
        );
        assert_eq!(room.rows_before(2), 4);
    }
}
