/** "1 application waits" is `count(1, "application waits", "applications wait")`. */
export function count(number: number, one: string, several: string): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : several}`;
}

/** "1st", "2nd", "11th". */
export function ordinal(number: number): string {
  const [tens, ones] = [number % 100, number % 10];
  const teen = tens >= 11 && tens <= 13;
  return `${number}${teen ? "th" : (["th", "st", "nd", "rd"][ones] ?? "th")}`;
}

/** "Ann", "Ann and Bob", "Ann, Bob, and Cem". */
export function listed(words: readonly string[]): string {
  return new Intl.ListFormat("en-US").format(words);
}

/** "mentee", "mentor" of a kind of application or a role in a mentorship. */
export function roleWord(kind: "MENTOR" | "MENTEE"): string {
  return kind === "MENTOR" ? "mentor" : "mentee";
}

/** With a full stop, unless it ends with one, as "5:00 p.m." does. */
export function stopped(sentence: string): string {
  return sentence.endsWith(".") ? sentence : `${sentence}.`;
}
