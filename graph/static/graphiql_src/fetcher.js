// One request, to the address the page itself was read from: this holds under any path prefix.

const SHOWN_CHARACTERS = 500;

/** Sends one operation. An answer that is not JSON (a proxy's error page) comes back as a GraphQL error. */
export async function ask(operation, { headers } = {}) {
  const response = await fetch(window.location.pathname, {
    method: "POST",
    headers: {
      Accept: "application/graphql-response+json, application/json",
      "Content-Type": "application/json",
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  const body = await response.text();
  try {
    return sorted(JSON.parse(body));
  } catch {
    const message = `The server answered ${response.status} ${response.statusText} with something that is not JSON`;
    return { errors: [{ message, extensions: { body: body.slice(0, SHOWN_CHARACTERS) } }] };
  }
}

/** An answer to introspection lists its types by name, as the explorer shows them; other answers are left alone. */
function sorted(answer) {
  answer.data?.__schema?.types?.sort((one, other) => (one.name < other.name ? -1 : 1));
  return answer;
}
