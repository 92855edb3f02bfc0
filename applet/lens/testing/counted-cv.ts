import { loadOpenCV } from '@opencvjs/web';
import { Vision } from '../vision.ts';

type Cv = ConstructorParameters<typeof Vision>[0];

/** The real library with a count of what was made in its memory and not given back. */
export async function loadCountedVision(): Promise<{ readonly vision: Vision; readonly kept: () => number }> {
  const cv = (await loadOpenCV()) as unknown as Cv;
  let kept = 0;
  const count = <Made>(made: Made): Made => {
    const owner = made as { delete?: () => void };
    if (typeof owner !== 'object' || owner === null || typeof owner.delete !== 'function') return made;
    const giveBack = owner.delete.bind(owner);
    kept += 1;
    owner.delete = () => {
      kept -= 1;
      giveBack();
    };
    return made;
  };
  const counted = new Proxy(cv, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return new Proxy(value, {
        construct: (made, given) => count(Reflect.construct(made, given) as object),
        apply: (called, self, given) => count(Reflect.apply(called, self, given) as unknown),
      });
    },
  });
  return { vision: new Vision(counted), kept: () => kept };
}
