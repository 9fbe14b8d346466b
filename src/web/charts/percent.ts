/** To a tenth of a pixel, a hundredth of a per cent: what a screen can show. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
