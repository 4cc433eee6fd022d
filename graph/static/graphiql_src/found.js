// The explorer's search finds names; what a reader types in Chinese is found in descriptions, whose second half, behind
// 中文：, is Chinese. build.mjs puts both functions into the search of @graphiql/react.

const NOT_ASCII = /[^\x00-\x7f]/;
const SHOWN_CHARACTERS = 40;

/** Whether a description has what was typed. Words in ASCII are names, which the search compares itself. */
export function isDescribed(description, typed) {
  return NOT_ASCII.test(typed) && (description ?? "").includes(typed.trim());
}

/** The beginning of the Chinese half, shown beside a name that was found. */
export function inChinese(description) {
  const half = (description ?? "").split("中文：")[1]?.trim() ?? "";
  const sentence = half.split("。")[0];
  return sentence.length > SHOWN_CHARACTERS ? `${sentence.slice(0, SHOWN_CHARACTERS)}…` : sentence;
}
