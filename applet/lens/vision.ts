import { loadOpenCV } from '@opencvjs/web';
import type { GreyLevel } from './grey-pyramid.ts';
import { toHomography, type Homography } from './homography.ts';

// The only file that knows OpenCV. Nothing of its memory leaves a call: pictures are copied in, numbers are copied out.
// Positions, ours: x and y in turn, in pixels from the corner of the first pixel; OpenCV counts from its middle.

/** What is distinctive in a picture: where, and 32 bytes each to know it by. */
export type Described = { readonly points: Float32Array; readonly descriptors: Uint8Array };

/** Where points have gone from one picture to another. `isFound` is 1 for those that came back when followed backwards. */
export type Flow = { readonly points: Float32Array; readonly isFound: Uint8Array };

export type CornerOptions = {
  readonly most: number;
  /** Share of the best corner's quality that another must have, 0 to 1. */
  readonly quality: number;
  /** Pixels from each to the next. */
  readonly apart: number;
};

/** As much of OpenCV as is used; its own types are wrong about optional arguments. */
type OpenCv = {
  readonly Mat: new (rows?: number, columns?: number, type?: number) => Mat;
  readonly Size: new (width: number, height: number) => object;
  readonly TermCriteria: new (type: number, count: number, epsilon: number) => object;
  readonly KeyPointVector: new () => KeyPoints;
  readonly ORB: new (most: number) => Orb;
  readonly CV_8UC1: number;
  readonly CV_32FC2: number;
  readonly RANSAC: number;
  readonly OPTFLOW_USE_INITIAL_FLOW: number;
  goodFeaturesToTrack(picture: Mat, corners: Mat, most: number, quality: number, apart: number): void;
  calcOpticalFlowPyrLK(
    from: Mat,
    to: Mat,
    fromPoints: Mat,
    toPoints: Mat,
    status: Mat,
    error: Mat,
    window: object,
    levels: number,
    criteria: object,
    flags: number,
  ): void;
  findHomography(from: Mat, to: Mat, method: number, tolerance: number): Mat;
  estimateAffine2D(from: Mat, to: Mat, inliers: Mat, method: number, tolerance: number): Mat;
};
type Deletable = { delete(): void };
type Mat = Deletable & {
  readonly rows: number;
  readonly data: Uint8Array;
  readonly data32F: Float32Array;
  readonly data64F: Float64Array;
};
type KeyPoints = Deletable & {
  size(): number;
  get(index: number): { readonly pt: { readonly x: number; readonly y: number } };
};
type Orb = Deletable & {
  setFastThreshold(threshold: number): void;
  detectAndCompute(picture: Mat, mask: Mat, points: KeyPoints, descriptors: Mat): void;
};

const flowWindow = 15;
const flowLevels = 4;
/** Pixels between where a point was and where it comes back to, followed there and back. */
const flowTolerance = 0.7;
/** Corners of text have little contrast in a dim room; the usual 20 misses them. */
const cornerContrast = 10;

/** Loads and starts OpenCV: some megabytes, so only when a drawing is first to be held. */
export async function loadVision(): Promise<Vision> {
  return new Vision((await loadOpenCV()) as unknown as OpenCv);
}

/** What tracking needs of a vision library. Calls answer with nothing where OpenCV refuses. */
export class Vision {
  readonly #cv: OpenCv;

  constructor(cv: OpenCv) {
    this.#cv = cv;
  }

  /** Points that can be told from their surroundings, best first. */
  corners(picture: GreyLevel, { most, quality, apart }: CornerOptions): Float32Array {
    return this.#use(new Float32Array(), (keep) => {
      const corners = keep(new this.#cv.Mat());
      this.#cv.goodFeaturesToTrack(keep(this.#mat(picture)), corners, most, quality, apart);
      return corners.data32F.map((position) => position + 0.5);
    });
  }

  /** Follows points from one picture to another of the same size, where they are expected at `guess`, and back again. */
  flow(from: GreyLevel, to: GreyLevel, points: Float32Array, guess: Float32Array): Flow {
    const nothing = { points, isFound: new Uint8Array(points.length / 2) };
    if (points.length === 0) return nothing;
    return this.#use(nothing, (keep) => {
      const pictures = [keep(this.#mat(from)), keep(this.#mat(to))] as const;
      const start = keep(this.#points(points));
      const there = keep(this.#points(guess));
      // Back from where they were found, by as much as was expected on the way there.
      const wayBack = there.data32F.map((position, index) => (start.data32F[index] ?? 0) - position);
      const status = keep(this.#follow(...pictures, start, there));
      const back = keep(
        this.#points(
          there.data32F.map((position, index) => position + (wayBack[index] ?? 0)),
          0,
        ),
      );
      const backStatus = keep(this.#follow(pictures[1], pictures[0], there, back));
      const isFound = status.data.map((found, index) => {
        const astrayX = (back.data32F[2 * index] ?? 0) - (start.data32F[2 * index] ?? 0);
        const astrayY = (back.data32F[2 * index + 1] ?? 0) - (start.data32F[2 * index + 1] ?? 0);
        return found === 1 && backStatus.data[index] === 1 && Math.hypot(astrayX, astrayY) < flowTolerance ? 1 : 0;
      });
      return { points: there.data32F.map((position) => position + 0.5), isFound };
    });
  }

  /** The homography that most points agree on within `tolerance` pixels; null where they do not. */
  homography(from: Float32Array, to: Float32Array, tolerance: number): Homography | null {
    if (from.length < 8 || from.length !== to.length) return null;
    return this.#use(null, (keep) => {
      const { RANSAC } = this.#cv;
      const h = keep(
        this.#cv.findHomography(keep(this.#points(from, 0)), keep(this.#points(to, 0)), RANSAC, tolerance),
      );
      return toHomography(h.data64F);
    });
  }

  /** The same with parallels kept: for few points, and for small changes. */
  affine(from: Float32Array, to: Float32Array, tolerance: number): Homography | null {
    if (from.length < 6 || from.length !== to.length) return null;
    return this.#use(null, (keep) => {
      const { RANSAC } = this.#cv;
      const inliers = keep(new this.#cv.Mat());
      const points = [keep(this.#points(from, 0)), keep(this.#points(to, 0))] as const;
      const a = keep(this.#cv.estimateAffine2D(...points, inliers, RANSAC, tolerance));
      return a.rows === 2 ? toHomography([...a.data64F, 0, 0, 1]) : null;
    });
  }

  /** Up to `most` distinctive points, to be known again from nearer, from further and turned. */
  describe(picture: GreyLevel, most: number): Described {
    return this.#use({ points: new Float32Array(), descriptors: new Uint8Array() }, (keep) => {
      const orb = keep(new this.#cv.ORB(most));
      orb.setFastThreshold(cornerContrast);
      const keyPoints = keep(new this.#cv.KeyPointVector());
      const descriptors = keep(new this.#cv.Mat());
      orb.detectAndCompute(keep(this.#mat(picture)), keep(new this.#cv.Mat()), keyPoints, descriptors);
      const points = new Float32Array(2 * keyPoints.size());
      for (let index = 0; index < keyPoints.size(); index++) {
        const { pt } = keyPoints.get(index);
        points.set([pt.x + 0.5, pt.y + 0.5], 2 * index);
      }
      return { points, descriptors: descriptors.data.slice() };
    });
  }

  /** Moves `there` to where the points of `start` are found; which of them were. */
  #follow(from: Mat, to: Mat, start: Mat, there: Mat): Mat {
    const { Mat: NewMat, Size, TermCriteria, OPTFLOW_USE_INITIAL_FLOW } = this.#cv;
    const status = new NewMat();
    const error = new NewMat();
    try {
      const window = new Size(flowWindow, flowWindow);
      const criteria = new TermCriteria(3, 12, 0.03);
      this.#cv.calcOpticalFlowPyrLK(
        from,
        to,
        start,
        there,
        status,
        error,
        window,
        flowLevels,
        criteria,
        OPTFLOW_USE_INITIAL_FLOW,
      );
    } finally {
      error.delete();
    }
    return status;
  }

  #mat({ width, height, pixels }: GreyLevel): Mat {
    const mat = new this.#cv.Mat(height, width, this.#cv.CV_8UC1);
    mat.data.set(pixels);
    return mat;
  }

  #points(points: Float32Array, corner = 0.5): Mat {
    const mat = new this.#cv.Mat(points.length / 2, 1, this.#cv.CV_32FC2);
    mat.data32F.set(corner === 0 ? points : points.map((position) => position - corner));
    return mat;
  }

  /** Gives back all that was kept, however the work ends. */
  #use<Value>(otherwise: Value, work: (keep: <Kept extends Deletable>(kept: Kept) => Kept) => Value): Value {
    const kept: Deletable[] = [];
    try {
      return work((item) => {
        kept.push(item);
        return item;
      });
    } catch (error) {
      // OpenCV's own refusals are numbers: the caller goes on without, a drawing is hidden for a moment.
      if (typeof error === 'number') return otherwise;
      throw error;
    } finally {
      for (const item of kept) item.delete();
    }
  }
}
