import type { CancelSignal, ServiceClock } from "@trunkline/service-kit";

/** The time as services see it: the real one. */
export const serviceClock: ServiceClock = { now: () => new Date(), sleep };

function sleep(ms: number, signal: CancelSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Error("The wait was ended.", { cause: signal.reason }));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop);
  });
}
