const SECOND_MS = 1_000;

export type Progress = {
  /** Runs a task under a title and shows how long it took, or that it failed. */
  step<T>(title: string, task: (rename: (title: string) => void) => Promise<T>): Promise<T>;
  /** A line of its own. */
  say(line: string): void;
  /** Shows nothing more of any step. */
  endSteps(): void;
};

/** Shows steps on a terminal (with a line of what still runs) or in a log (one line a step). */
export function createProgress(output: NodeJS.WriteStream): Progress {
  const isTerminal = output.isTTY === true && process.env.TERM !== 'dumb';
  const isColoured = isTerminal && !process.env.NO_COLOR;
  const running = new Map<symbol, { title: string; startedAt: number }>();
  let ticker: NodeJS.Timeout | undefined;
  let isEnded = false;
  const paint = (code: number, text: string) => (isColoured ? `\x1b[${code}m${text}\x1b[0m` : text);

  function write(line: string): void {
    output.write(isTerminal ? `\r\x1b[2K${line}\n` : `${line}\n`);
    drawRunning();
  }

  function drawRunning(): void {
    if (!isTerminal || running.size === 0) return;
    const titles = [...running.values()].map(({ title, startedAt }) => `${title} ${seconds(startedAt)}`);
    const width = Math.max(20, (output.columns || 80) - 4);
    output.write(`\r\x1b[2K${paint(2, `… ${titles.join(', ')}`.slice(0, width))}`);
  }

  function begin(title: string): symbol {
    const id = Symbol(title);
    running.set(id, { title, startedAt: Date.now() });
    if (isTerminal) ticker ??= setInterval(drawRunning, 200).unref();
    drawRunning();
    return id;
  }

  function finish(id: symbol, mark: string): void {
    const found = running.get(id);
    running.delete(id);
    if (running.size === 0 && ticker) {
      clearInterval(ticker);
      ticker = undefined;
    }
    if (found && !isEnded) write(`${mark} ${found.title.padEnd(52)} ${paint(2, seconds(found.startedAt))}`);
  }

  return {
    say: write,
    endSteps() {
      isEnded = true;
      running.clear();
      clearInterval(ticker);
    },
    async step(title, task) {
      const id = begin(title);
      // In a log nothing moves, so a step that takes long says that it began.
      const notice = isTerminal ? undefined : setTimeout(() => write(`… ${title}`), 2 * SECOND_MS).unref();
      try {
        const result = await task((renamed) => {
          const entry = running.get(id);
          if (entry) entry.title = renamed;
        });
        finish(id, paint(32, '✓'));
        return result;
      } catch (error) {
        finish(id, paint(31, '✗'));
        throw error;
      } finally {
        clearTimeout(notice);
      }
    },
  };
}

function seconds(startedAt: number): string {
  return `${((Date.now() - startedAt) / SECOND_MS).toFixed(1)} s`;
}
