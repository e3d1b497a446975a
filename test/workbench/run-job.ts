import type { AnswerOf, CallOf, Client } from "../../src/api/client.ts";

/** Asks for work over the API and waits for its end, whatever the end is. */
export async function runJob(
  client: Client,
  plan: string,
  body: CallOf<"startJob">["body"],
): Promise<AnswerOf<"readJob">> {
  let job = await client.call("startJob", { params: { plan }, body });
  while (job.state === "waiting" || job.state === "running") {
    await new Promise((resolve) => setTimeout(resolve, 100));
    job = await client.call("readJob", { params: { plan, job: job.id } });
  }
  return job;
}
