/** Asks a control of the simulator; what it refuses is thrown in its own words. */
export async function control(method, path, body) {
  const answer = await fetch(`/simulator${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (answer.ok) return;
  const { error } = await answer.json();
  throw new Error(error.message);
}

const trouble = document.querySelector("#trouble");

/** Runs what a button asked for; when it goes wrong, the page says so. */
export async function attempt(work) {
  try {
    await work();
    trouble.hidden = true;
    return true;
  } catch (error) {
    const isAway = error instanceof TypeError;
    trouble.textContent = isAway ? "The simulator cannot be reached." : error.message;
    trouble.hidden = false;
    return false;
  }
}
