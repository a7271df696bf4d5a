// The key by which people's names and words are compared, the same as the server's (src/domain/shared/comparison.py). A
// test holds both to one table, and to every character.

const APOSTROPHES =
  "['`\\u00b4\\u02b9\\u02bb-\\u02bf\\u02c8\\u02ca\\u02cb\\u055a\\u05f3\\u1fbd\\u1fbf\\u2018\\u2019\\u201b\\u2032\\u2035\\ua78b\\ua78c\\uff07]";
const APOSTROPHE = new RegExp(APOSTROPHES, "g");
const HYPHEN = /[-\u02d7\u058a\u05be\u2010-\u2013\u2043\u2212\ufe63\uff0d]/u;
const VISIBLE_FORMAT = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u;
const INVISIBLE = new RegExp(
  "[\\p{Cf}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\ufe00-\\ufe0f" + "\\uffa0\\u{e0000}-\\u{e0fff}]",
  "u",
);
const MARK = new RegExp(
  "[\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed" +
    "\\u08d3-\\u08ff\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]",
);
const OF_A_WORD = /[#\p{L}\p{N}\p{M}\p{S}\p{Co}\p{Cn}]/u;
const LETTERS = {
  ...{ ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", ȷ: "j", ƀ: "b", ɨ: "i", ŋ: "n", ĸ: "k", ſ: "s" },
  ...{ ɫ: "l", æ: "ae", œ: "oe", þ: "th", "\u03c2": "\u03c3", "\u06cc": "\u064a", "\u06a9": "\u0643" },
  ...{ "\u0640": "", "\u0345": "" },
};

export function comparisonKey(name) {
  return squeezed(name) || decomposed(withoutInvisible(name)).replace(/[\s\p{Cc}]+/gu, "");
}

function squeezed(name) {
  let key = "";
  for (const part of parts(name)) {
    const word = part.replaceAll("-", "");
    if (word) key += /\p{Nd}$/u.test(key) && /^\p{Nd}/u.test(word) ? ` ${word}` : word;
  }
  return key;
}

/** Words with the hyphens inside them. */
function parts(text) {
  const plain = decomposed(withoutInvisible(text).replace(APOSTROPHE, ""));
  const signs = [...plain].map((ch) => [...(LETTERS[ch] ?? ch)].map(sign).join("")).join("");
  return signs
    .replace(/(?<=[\p{L}\p{Nl}\p{No}])[.&](?=[\p{L}\p{Nl}\p{No}])/gu, "-")
    .replace(/[.&]|--+|(?<=\p{Nd})-(?=\p{Nd})/gu, " ")
    .normalize("NFC")
    .split(" ");
}

function withoutInvisible(text) {
  return [...text].filter((ch) => !isInvisible(ch)).join("");
}

function isInvisible(ch) {
  return INVISIBLE.test(ch) && !VISIBLE_FORMAT.test(ch);
}

function decomposed(text) {
  return folded(text.normalize("NFKD")).normalize("NFKD");
}

/** Cherokee is folded to its capitals. */
function folded(text) {
  const small = text.toLowerCase().toUpperCase().toLowerCase();
  return small.replace(/\p{Script=Cherokee}/gu, (ch) => ch.toUpperCase());
}

/** The character as a word has it: itself, `-`, nothing, or the space that ends a word; `.` and `&` may be any. */
function sign(ch) {
  if (HYPHEN.test(ch)) return "-";
  if (ch === "." || ch === "&") return ch;
  if (ch.search(APOSTROPHE) >= 0 || isInvisible(ch) || MARK.test(ch) || /\p{Sk}/u.test(ch)) return "";
  return OF_A_WORD.test(ch) && ch !== "\u2800" ? ch : " ";
}
