// Bundles entry.jsx into ../graphiql: one script, one style sheet, its few images, the page and the licences.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { licences } from "./licences.mjs";

const SOURCE = fileURLToPath(new URL(".", import.meta.url));
const OUTPUT = fileURLToPath(new URL("../graphiql/", import.meta.url));

// Fonts are dropped (page.css names the reader's own), and images written inside a style sheet become files,
// because the page's content security policy allows no data: address.
const plainStyles = {
  name: "plain-styles",
  setup(esbuild) {
    esbuild.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text
        .replace(/@font-face\s*\{[^}]*\}/g, "")
        .replace(/url\(["']?(data:image\/[^"')]+)["']?\)/g, 'url("$1")');
      return { contents, loader: "css" };
    });
    esbuild.onResolve({ filter: /^data:image\/png;base64,/ }, ({ path }) => ({
      path: `${createHash("sha256").update(path).digest("hex")}.png`,
      namespace: "image",
      pluginData: Buffer.from(path.slice(path.indexOf(",") + 1), "base64"),
    }));
    esbuild.onLoad({ filter: /.*/, namespace: "image" }, ({ pluginData }) => ({
      contents: pluginData,
      loader: "file",
    }));
  },
};

// What a reader types in Chinese is found in descriptions (found.js). Each place is there once, or the build fails.
const FIELD = (found) => `/* @__PURE__ */ jsx(Field$1, { field: ${found}.field, argument: ${found}.argument })`;
const SEARCH_PLACES = [
  ["isMatch(typeName, searchValue)", "(isMatch(typeName, searchValue) || isDescribed(type.description, searchValue))"],
  ["!isMatch(fieldName, searchValue)", "!isMatch(fieldName, searchValue) && !isDescribed(field.description, searchValue)"],
  withChinese(FIELD("result"), "result.field"),
  withChinese("/* @__PURE__ */ jsx(Type, { type: result_0.type })", "result_0.type"),
  withChinese(FIELD("result_1"), "result_1.field"),
];
function withChinese(shown, described) {
  const small = `jsx("small", { lang: "zh", children: inChinese(${described}.description) })`;
  return [shown, `jsxs(Fragment, { children: [${shown}, ${small}] })`];
}
const searchInChinese = {
  name: "search-in-chinese",
  setup(esbuild) {
    esbuild.onLoad({ filter: /@graphiql\/react\/dist\/index\.mjs$/ }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [place, instead] of SEARCH_PLACES) {
        if (contents.split(place).length !== 2) {
          throw new Error(`The explorer's search has another text than expected: ${place}`);
        }
        contents = contents.replace(place, () => instead);
      }
      return { contents: `import { inChinese, isDescribed } from "${SOURCE}found.js";\n${contents}`, loader: "js" };
    });
  },
};

const { metafile, outputFiles } = await build({
  absWorkingDir: SOURCE,
  entryPoints: { graphiql: "entry.jsx" },
  outdir: OUTPUT,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  jsx: "automatic",
  alias: {
    // One copy for those that import it and those that require it: graphql refuses types of another copy.
    graphql: `${SOURCE}node_modules/graphql/index.mjs`,
    "react-style-singleton": `${SOURCE}adopted_styles.js`,
  },
  define: { "process.env.NODE_ENV": '"production"' },
  assetNames: "image-[hash]",
  legalComments: "none",
  metafile: true,
  write: false,
  plugins: [plainStyles, searchInChinese],
});
const notices = await licences(SOURCE, Object.keys(metafile.inputs));

// Nothing is replaced before the whole build has succeeded.
await rm(OUTPUT, { recursive: true, force: true });
await mkdir(OUTPUT, { recursive: true });
await Promise.all(outputFiles.map(({ path, contents }) => writeFile(path, contents)));
await copyFile(`${SOURCE}index.html`, `${OUTPUT}index.html`);
await copyFile(`${SOURCE}favicon.svg`, `${OUTPUT}favicon.svg`);
await writeFile(`${OUTPUT}LICENSES.txt`, notices);
