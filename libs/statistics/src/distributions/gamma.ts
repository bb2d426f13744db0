const MOST_TERMS = 500;
const ENOUGH = 1e-14;

/** How likely a chi-square value with so many degrees of freedom is above `x`: DLMF 8.7.1 and the continued fraction 8.9.2. */
export function chiSquareTail(x: number, degrees: number): number {
  if (!(x > 0)) return 1;
  const shape = degrees / 2;
  const half = x / 2;
  return half < shape + 1 ? 1 - series(shape, half) : fraction(shape, half);
}

function series(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let index = 1; index < MOST_TERMS && term > sum * ENOUGH; index += 1) {
    term *= x / (shape + index);
    sum += term;
  }
  return sum * factor(shape, x);
}

/** By Lentz's method. */
function fraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let value = d;
  for (let index = 1; index < MOST_TERMS; index += 1) {
    const a = -index * (index - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    value *= d * c;
    if (Math.abs(d * c - 1) < ENOUGH) break;
  }
  return value * factor(shape, x);
}

function factor(shape: number, x: number): number {
  return Math.exp(shape * Math.log(x) - x - logGamma(shape));
}

/** The logarithm of the gamma function above 0: Lanczos 1964, with the coefficients of Godfrey for g = 7. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const base = x + 6.5;
  const sum = LANCZOS.reduce((sum, coefficient, index) => sum + coefficient / (x + index), 0.99999999999980993);
  return (x - 0.5) * Math.log(base) - base + Math.log(Math.sqrt(2 * Math.PI) * sum);
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
