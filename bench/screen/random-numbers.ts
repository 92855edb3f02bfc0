/** Numbers from 0 to 1, the same ones for the same seed (Park-Miller): small, and even enough to paint and to pause with. */
export function numbersFrom(seed: number): () => number {
  let state = (seed * 7_919 + 1) % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
