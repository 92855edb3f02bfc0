import { numbersFrom } from '../screen/random-numbers.ts';

/** About normal, with mean 0 and deviation 1: a table, since pictures need hundreds of thousands at once. */
export function noiseTable(seed: number): Float32Array {
  const random = numbersFrom(seed);
  const table = new Float32Array(1 << 19);
  for (let index = 0; index < table.length; index++) {
    table[index] = (random() + random() + random() + random() - 2) * Math.sqrt(3);
  }
  return table;
}
