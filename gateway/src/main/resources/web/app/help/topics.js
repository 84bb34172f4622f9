import { call } from "../api.js";

/** The topics a form may name; none when the server cannot say, as a form needs none. */
export async function loadTopics() {
  try {
    const { topics } = await call("/topics");
    return topics;
  } catch {
    return [];
  }
}
