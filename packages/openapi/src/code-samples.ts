import type { ApiSchema, CodeSample, OperationDetail } from './imported-api.ts';
import { curlSample } from './samples/curl-sample.ts';
import { javascriptSample } from './samples/javascript-sample.ts';
import { pythonSample } from './samples/python-sample.ts';
import { type SampleRequestOptions, sampleRequest } from './samples/sample-request.ts';

/** Ready-to-paste requests: those the document brings along first, then curl, JavaScript and Python. */
export function codeSamples(
  detail: OperationDetail,
  schemas: Record<string, ApiSchema>,
  options: SampleRequestOptions,
): CodeSample[] {
  const request = sampleRequest(detail, schemas, options);
  // curl has no way to sign a request.
  const curl = { lang: 'shell', label: 'curl', source: curlSample(request) };
  return [
    ...detail.codeSamples,
    ...(request.proof === 'signature' ? [] : [curl]),
    { lang: 'javascript', label: 'JavaScript', source: javascriptSample(request) },
    { lang: 'python', label: 'Python', source: pythonSample(request) },
  ];
}
