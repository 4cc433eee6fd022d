// LICENSES.txt: each package the bundle holds, with its version and the text of its licence.

import { readdir, readFile } from "node:fs/promises";

// These publish under MIT without the text; the line is the holder each names in its repository or its code.
const HOLDERS = {
  "@graphiql/plugin-explorer": "Copyright (c) GraphQL Contributors",
  "@headlessui/react": "Copyright (c) 2020 Tailwind Labs",
  "client-only": "Copyright (c) Facebook, Inc. and its affiliates.",
  "react-compiler-runtime": "Copyright (c) Meta Platforms, Inc. and affiliates.",
  "react-remove-scroll-bar": "Copyright (c) Anton Korzunov",
  "toggle-selection": "Copyright (c) sudodoki",
};
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENCE_FILE = /^(licen[cs]e|copying)/i;
const RULE = "=".repeat(80);

/** The text of LICENSES.txt for these bundled files; throws where a licence text is not known. */
export async function licences(source, bundledFiles) {
  const folders = new Set(bundledFiles.map((file) => file.match(PACKAGE)?.[0]).filter(Boolean));
  const entries = await Promise.all([...folders].map((folder) => entry(source, folder)));
  const head = "Packages bundled in graphiql.js and graphiql.css, each under its own licence.\n";
  return [head, ...entries.sort()].join(`\n${RULE}\n`);
}

async function entry(source, folder) {
  const { name, version, license } = JSON.parse(await readFile(`${source}${folder}/package.json`, "utf8"));
  const text = (await ownText(`${source}${folder}`)) ?? (await mitText(source, name, license));
  return `${name} ${version}\nLicence: ${license}\n\n${text.replace(/\r\n/g, "\n").trim()}\n`;
}

async function ownText(folder) {
  const file = (await readdir(folder)).filter((each) => LICENCE_FILE.test(each)).sort()[0];
  return file && readFile(`${folder}/${file}`, "utf8");
}

async function mitText(source, name, license) {
  if (license !== "MIT" || !HOLDERS[name]) {
    throw new Error(`${name} (${license}) brings no licence file: add its holder to HOLDERS in licences.mjs`);
  }
  return `${HOLDERS[name]}\n\n${await readFile(`${source}licences/MIT.txt`, "utf8")}`;
}
