// Preloaded into a server (`--import`): its wall clock is wrong by CLOCK_SHIFT milliseconds, and jumps to the other side
// of the right time at SIGUSR2. What measures durations goes on, as on a machine whose clock is set.
const RightDate = Date;
let shift = Number(process.env['CLOCK_SHIFT'] ?? 0);
process.on('SIGUSR2', () => (shift = -shift));

const now = () => RightDate.now() + shift;
globalThis.Date = new Proxy(RightDate, {
  construct: (target, given, self) => Reflect.construct(target, given.length === 0 ? [now()] : given, self),
  get: (target, name) => (name === 'now' ? now : target[name]),
});
