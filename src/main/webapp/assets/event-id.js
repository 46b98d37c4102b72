/** When an event was logged, in milliseconds, by the clock of the log. */
export const millis = (id) => Number(id.split("-")[0]);
