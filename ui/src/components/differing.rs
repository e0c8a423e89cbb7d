//! Two texts side by side, with what is different marked word by word.

use yew::prelude::*;

/// Beyond this many words, only the same beginning and end are found.
const WORDS: usize = 400;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    differs: bool,
}

/// Words, each with the space after it.
fn words_of(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// Which words of `one` also stand in `other`, in the same order: as many as possible.
fn common(one: &[&str], other: &[&str]) -> Vec<bool> {
    let same = |a: &str, b: &str| a.trim_end() == b.trim_end();
    let begin = one.iter().zip(other).take_while(|(a, b)| same(a, b)).count();
    let rest = one.len().min(other.len()) - begin;
    let end = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take(rest)
        .take_while(|(a, b)| same(a, b))
        .count();
    let mut found: Vec<bool> = (0..one.len())
        .map(|index| index < begin || index + end >= one.len())
        .collect();
    let middle = one.get(begin..one.len() - end).unwrap_or_default();
    let against = other.get(begin..other.len() - end).unwrap_or_default();
    if middle.len() > WORDS || against.len() > WORDS {
        return found;
    }
    // The longest common sequence, from the end.
    let width = against.len() + 1;
    let mut longest = vec![0_u32; (middle.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    for row in (0..middle.len()).rev() {
        for column in (0..against.len()).rev() {
            longest[at(row, column)] = if same(middle[row], against[column]) {
                longest[at(row + 1, column + 1)] + 1
            } else {
                longest[at(row + 1, column)].max(longest[at(row, column + 1)])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < middle.len() && column < against.len() {
        if same(middle[row], against[column]) {
            found[begin + row] = true;
            row += 1;
            column += 1;
        } else if longest[at(row + 1, column)] >= longest[at(row, column + 1)] {
            row += 1;
        } else {
            column += 1;
        }
    }
    found
}

fn pieces(text: &str, other: &str) -> Vec<Piece> {
    let own = words_of(text);
    let same = common(&own, &words_of(other));
    let mut made: Vec<Piece> = Vec::new();
    for (word, same) in own.iter().zip(same) {
        match made.last_mut() {
            Some(last) if last.differs != same => last.text.push_str(word),
            _ => made.push(Piece {
                text: (*word).to_owned(),
                differs: !same,
            }),
        }
    }
    made
}

/// A text, with what does not stand in the other one marked.
pub fn differing(text: &str, other: &str) -> Html {
    html! {
        <span class="differing">
            { for pieces(text, other).into_iter().map(|piece| if piece.differs {
                html! { <mark>{ piece.text }</mark> }
            } else {
                html! { { piece.text } }
            }) }
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, other: &str) -> String {
        pieces(text, other)
            .into_iter()
            .map(|piece| {
                if piece.differs {
                    format!("[{}]", piece.text)
                } else {
                    piece.text
                }
            })
            .collect()
    }

    #[test]
    fn only_words_that_the_other_text_lacks_are_marked() {
        assert_eq!(
            marked("rue de la Gare 12", "rue de la Gare 14"),
            "rue de la Gare [12]"
        );
        assert_eq!(
            marked("le grand carport neuf", "le carport rouge neuf"),
            "le [grand ]carport neuf"
        );
        assert_eq!(marked("même texte", "même texte"), "même texte");
        assert_eq!(marked("tout autre", ""), "[tout autre]");
        assert_eq!(marked("", "quelque chose"), "");
        assert_eq!(marked("a b a", "a"), "a [b a]");
    }

    #[test]
    fn long_texts_are_compared_as_well() {
        let one = "mot ".repeat(20_000) + "fin";
        let other = "mot ".repeat(10_000) + "autre fin";
        let found = pieces(&one, &other);
        assert!(found.iter().any(|piece| piece.differs));
        let whole: String = found.into_iter().map(|piece| piece.text).collect();
        assert_eq!(whole, one);
    }
}
