/** Index of the last entry of an ascending list that is at most `value`; -1 where there is none. */
export function lastAtMost(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The first entry of an ascending list of integers that is at least `value`. */
export function firstAtLeast(list: readonly number[], value: number): number | undefined {
  return list[lastAtMost(list, value - 1) + 1];
}
