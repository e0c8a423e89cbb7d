//! Tokens and objects read from bytes (ISO 32000-2, 7.2 and 7.3). Used for files and for content streams alike.

use crate::Error;
use crate::object::{Dict, Object, Ref};

/// How deep arrays and dictionaries may nest.
const MAX_DEPTH: u32 = 100;
/// How many values one indirect object may hold: far above honest files, far below exhausting memory.
const MAX_VALUES: u32 = 1_000_000;

pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

pub(crate) fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token<'a> {
    Int(i64),
    Real(f64),
    Name(Vec<u8>),
    Str(Vec<u8>),
    ArrayOpen,
    ArrayClose,
    DictOpen,
    DictClose,
    /// `obj`, `R`, `true`, an operator of a content stream, or anything else.
    Word(&'a [u8]),
    End,
}

/// Reads tokens from `bytes`, starting at `at`.
#[derive(Clone)]
pub(crate) struct Lexer<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
    /// Whether a token reached the end of `bytes`: what was read could be another thing if more bytes followed.
    pub met_end: bool,
}

impl<'a> Lexer<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self {
            bytes,
            at: at.min(bytes.len()),
            met_end: false,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Skips white space and comments.
    pub fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if is_space(byte) {
                self.at += 1;
            } else if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else {
                return;
            }
        }
    }

    pub fn next(&mut self) -> Token<'a> {
        let token = self.token();
        self.met_end |= self.at >= self.bytes.len();
        token
    }

    /// The token after this one, which stays to be read.
    pub fn ahead(&mut self) -> (Token<'a>, usize) {
        let mut ahead = self.clone();
        let token = ahead.next();
        self.met_end |= ahead.met_end;
        (token, ahead.at)
    }

    fn token(&mut self) -> Token<'a> {
        self.skip_space();
        let Some(byte) = self.peek() else {
            return Token::End;
        };
        match byte {
            b'/' => {
                self.at += 1;
                Token::Name(self.name())
            }
            b'(' => {
                self.at += 1;
                Token::Str(self.literal())
            }
            b'<' => {
                self.at += 1;
                if self.peek() == Some(b'<') {
                    self.at += 1;
                    Token::DictOpen
                } else {
                    Token::Str(self.hex())
                }
            }
            b'>' => {
                self.at += 1;
                if self.peek() == Some(b'>') {
                    self.at += 1;
                    Token::DictClose
                } else {
                    Token::Word(b">")
                }
            }
            b'[' => {
                self.at += 1;
                Token::ArrayOpen
            }
            b']' => {
                self.at += 1;
                Token::ArrayClose
            }
            b'{' | b'}' | b')' => {
                self.at += 1;
                Token::Word(&self.bytes[self.at - 1..self.at])
            }
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Token<'a> {
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        let word = &self.bytes[start..self.at];
        match word.first() {
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => number(word).unwrap_or(Token::Word(word)),
            _ => Token::Word(word),
        }
    }

    fn name(&mut self) -> Vec<u8> {
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| is_regular(*byte)) {
            self.at += 1;
            let escaped = (byte == b'#')
                .then(|| {
                    Some((
                        hex_digit(*self.bytes.get(self.at)?)?,
                        hex_digit(*self.bytes.get(self.at + 1)?)?,
                    ))
                })
                .flatten();
            if let Some((high, low)) = escaped {
                self.at += 2;
                name.push(high << 4 | low);
            } else {
                name.push(byte);
            }
        }
        name
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut string = Vec::new();
        let mut depth = 1u32;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    string.push(b'\n');
                    continue;
                }
                b'\\' => {
                    let Some(escape) = self.peek() else { break };
                    self.at += 1;
                    match escape {
                        b'n' => string.push(b'\n'),
                        b'r' => string.push(b'\r'),
                        b't' => string.push(b'\t'),
                        b'b' => string.push(8),
                        b'f' => string.push(12),
                        b'\n' => {}
                        b'\r' => {
                            if self.peek() == Some(b'\n') {
                                self.at += 1;
                            }
                        }
                        b'0'..=b'7' => {
                            let mut code = u32::from(escape - b'0');
                            for _ in 0..2 {
                                let Some(digit @ b'0'..=b'7') = self.peek() else {
                                    break;
                                };
                                self.at += 1;
                                code = code * 8 + u32::from(digit - b'0');
                            }
                            string.push((code & 0xff) as u8);
                        }
                        other => string.push(other),
                    }
                    continue;
                }
                _ => {}
            }
            string.push(byte);
        }
        string
    }

    fn hex(&mut self) -> Vec<u8> {
        let mut string = Vec::new();
        let mut high = None;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = hex_digit(byte) else { continue };
            match high.take() {
                None => high = Some(digit),
                Some(first) => string.push(first << 4 | digit),
            }
        }
        if let Some(first) = high {
            string.push(first << 4);
        }
        string
    }
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

fn number(word: &[u8]) -> Option<Token<'static>> {
    let (negative, digits) = match word {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, word),
    };
    let mut whole: i64 = 0;
    let mut overflow = false;
    let mut index = 0;
    while let Some(digit @ b'0'..=b'9') = digits.get(index) {
        match whole
            .checked_mul(10)
            .and_then(|value| value.checked_add(i64::from(digit - b'0')))
        {
            Some(value) => whole = value,
            None => overflow = true,
        }
        index += 1;
    }
    if index == digits.len() && index > 0 && !overflow {
        return Some(Token::Int(if negative { -whole } else { whole }));
    }
    // Reals, and what careless writers produce: "--5", "1.", ".5", "4.-3".
    let text = std::str::from_utf8(word).ok()?;
    let text = text.trim_start_matches(['-', '+']);
    let end = text
        .find(|c: char| c != '.' && !c.is_ascii_digit())
        .unwrap_or(text.len());
    let text = &text[..end];
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return (word == b"-" || word == b"." || word == b"-.").then_some(Token::Int(0));
    }
    if end == 0 || word.iter().any(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let value: f64 = text.parse().ok()?;
    Some(Token::Real(if negative { -value } else { value }))
}

/// Reads whole objects.
pub(crate) struct Parser<'a> {
    pub lexer: Lexer<'a>,
    values: u32,
}

impl<'a> Parser<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self {
            lexer: Lexer::new(bytes, at),
            values: 0,
        }
    }

    /// The next object.
    pub fn object(&mut self) -> Result<Object, Error> {
        let token = self.lexer.next();
        self.object_from(token, 0)
    }

    fn object_from(&mut self, token: Token<'a>, depth: u32) -> Result<Object, Error> {
        self.values += 1;
        if depth > MAX_DEPTH || self.values > MAX_VALUES {
            return Err(Error::too_complex(
                "an object nests too deep or holds too many values",
            ));
        }
        Ok(match token {
            Token::Int(value) => self.reference(value).unwrap_or(Object::Int(value)),
            Token::Real(value) => Object::Real(value),
            Token::Name(name) => Object::Name(name),
            Token::Str(string) => Object::Str(string),
            Token::ArrayOpen => {
                let mut items = Vec::new();
                loop {
                    match self.lexer.next() {
                        Token::ArrayClose => break,
                        Token::End => return Err(Error::damaged("an array does not end")),
                        token => items.push(self.object_from(token, depth + 1)?),
                    }
                }
                Object::Array(items)
            }
            Token::DictOpen => Object::Dict(self.dict_body(depth)?),
            Token::Word(b"true") => Object::Bool(true),
            Token::Word(b"false") => Object::Bool(false),
            Token::Word(b"null") => Object::Null,
            Token::Word(_) | Token::ArrayClose | Token::DictClose | Token::End => {
                return Err(Error::damaged("an object is not well-formed"));
            }
        })
    }

    /// The pairs of a dictionary whose `<<` has been read.
    fn dict_body(&mut self, depth: u32) -> Result<Dict, Error> {
        let mut dict = Dict::new();
        loop {
            match self.lexer.next() {
                Token::DictClose => return Ok(dict),
                Token::Name(key) => {
                    let token = self.lexer.next();
                    if token == Token::DictClose {
                        // A key without value: the dictionary ends here, the key means nothing.
                        return Ok(dict);
                    }
                    let value = self.object_from(token, depth + 1)?;
                    dict.push(key, value);
                }
                _ => return Err(Error::damaged("a dictionary is not well-formed")),
            }
        }
    }

    /// The rest of `number generation R`, or nothing consumed.
    fn reference(&mut self, number: i64) -> Option<Object> {
        let number = u32::try_from(number).ok()?;
        let mut ahead = self.lexer.clone();
        let generation = ahead.next();
        self.lexer.met_end |= ahead.met_end;
        let Token::Int(generation) = generation else {
            return None;
        };
        let generation = u16::try_from(generation).ok()?;
        let word = ahead.next();
        self.lexer.met_end |= ahead.met_end;
        if word != Token::Word(b"R") {
            return None;
        }
        self.lexer = ahead;
        Some(Object::Ref(Ref { number, generation }))
    }
}
