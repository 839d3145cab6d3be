/**
 * The program can't start as it was set up. The message is one sentence for the person who runs the server:
 * what is wrong and what to do. It is printed alone, without a stack, before exit code 1.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
