// The design system writes its colors as plain figures. Here each becomes one of our variables, by what it is used for,
// so that `_colors.scss` can give it another value when the system is dark. A color that is not listed is told to
// `missing`, and the build stops.

const WORDS = {
  "#1b1b1b": "--ink",
  "#000": "--ink",
  "#162e51": "--link-active",
  "#1a4480": "--link-hover",
  "#005ea2": "--link",
  "#565c65": "--quiet",
  "#71767a": "--quiet",
  "#3d4551": "--quiet",
  "#b50909": "--error-words",
  "#454545": "--disabled-ink",
  "#757575": "--disabled-words",
  "#919191": "--disabled-words",
  "#c9c9c9": "--disabled-ink",
  "#fff": "--on-action",
};

const GROUNDS = {
  "#fff": "--page",
  "#f0f0f0": "--raised",
  "#dfe1e2": "--line",
  "#005ea2": "--action",
  "#1a4480": "--action-hover",
  "#162e51": "--action-active",
  "#1b1b1b": "--ink",
  "#d83933": "--danger",
  "#b50909": "--danger-hover",
  "#8b0a03": "--danger-active",
  "#c9c9c9": "--disabled",
  "#757575": "--disabled-words",
  "#565c65": "--quiet",
  "#71767a": "--quiet",
  "#e7f6f8": "--note-ground",
  "#faf3d1": "--warning-ground",
  "#ecf3ec": "--done-ground",
  "#f4e3db": "--error-ground",
  "#c05600": "--tag-new",
  "rgba(0,94,162,.1)": "--selected",
};

const EDGES = {
  "#1b1b1b": "--edge",
  "#565c65": "--edge",
  "#71767a": "--edge",
  "#757575": "--edge",
  "#919191": "--edge",
  "#005ea2": "--action-edge",
  "#1a4480": "--action-hover-edge",
  "#162e51": "--action-active-edge",
  "#a9aeb1": "--line",
  "#dfe1e2": "--line",
  "#e6e6e6": "--line",
  "#c9c9c9": "--line",
  "#f0f0f0": "--line",
  "#d9e8f6": "--line",
  "#99deea": "--tag-new-edge",
  "rgba(27,27,27,.2)": "--line",
  "#fff": "--page",
  "#b50909": "--error-edge",
};

/** The colored bars and edges of messages: the same in both schemes. */
const SAME = new Set(["#00a91c", "#00bde3", "#ffbe2e", "#d54309", "#2491ff"]);

const COLOR = /#[0-9a-f]{3,8}\b|rgba?\([^)]*\)/gi;

function tableFor(property) {
  if (/^(color|fill|text-shadow|-webkit-text-fill-color)$/.test(property)) return WORDS;
  if (/^background(-color)?$/.test(property)) return GROUNDS;
  if (/^(border|box-shadow|outline)/.test(property)) return EDGES;
  return {};
}

/** The declaration's value with its colors as variables. */
export function inVariables({ prop, value }, missing) {
  if (prop.startsWith("--") || value.includes("url(")) return value;
  return value.replace(COLOR, (color) => {
    if (color === "#2491ff") return "var(--focus)";
    if (SAME.has(color)) return color;
    if (/^rgba\(0, ?0, ?0, ?0\)$/.test(color)) return "transparent";
    const variable = tableFor(prop)[color.toLowerCase()];
    if (!variable) missing.push(`${prop}: ${value}`);
    return `var(${variable})`;
  });
}
