// A small runtime for Node functions: it speaks the Lambda Runtime API as AWS documents it.
// The handler may be async or take a callback; it may be an ES module or CommonJS.
import http from 'node:http';
import path from 'node:path';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const root = process.env.LAMBDA_TASK_ROOT;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function call(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host, port, method, path: '/2018-06-01/runtime' + path, headers, agent },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function described(error) {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

function fault(type, message) {
  const error = new Error(message);
  error.name = type;
  return error;
}

async function load(name) {
  const slash = name.lastIndexOf('/') + 1;
  const dot = name.indexOf('.', slash);
  if (dot < 0) {
    throw fault('Runtime.MalformedHandlerName', 'Bad handler');
  }
  const base = path.resolve(root, name.slice(0, dot));
  const file = ['.js', '.mjs', '.cjs'].map((end) => base + end).find(existsSync);
  if (!file) {
    throw fault('Runtime.ImportModuleError', `Error: Cannot find module '${name.slice(slash, dot)}'`);
  }
  let module;
  try {
    module = await import(pathToFileURL(file));
  } catch (error) {
    if (error instanceof SyntaxError && file.endsWith('.js')) {
      module = createRequire(file)(file);
    } else {
      throw error;
    }
  }
  let found = module;
  for (const part of name.slice(dot + 1).split('.')) {
    found = found?.[part] ?? found?.default?.[part];
  }
  if (typeof found !== 'function') {
    throw fault('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  return found;
}

function invoke(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, result) => (error ? reject(error) : resolve(result));
    context.callbackWaitsForEmptyEventLoop = true;
    context.succeed = resolve;
    context.fail = reject;
    context.done = callback;
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function') {
      returned.then(resolve, reject);
    } else if (handler.length < 3 && returned !== undefined) {
      resolve(returned);
    }
  });
}

let handler;
try {
  handler = await load(process.env._HANDLER);
} catch (error) {
  console.error('Uncaught Exception', JSON.stringify(described(error)));
  const body = JSON.stringify(described(error));
  await call('POST', '/init/error', body, { 'Lambda-Runtime-Function-Error-Type': described(error).errorType });
  process.exit(1);
}

let current;
const report = (error) => {
  const id = current;
  const send = id
    ? call('POST', `/invocation/${id}/error`, JSON.stringify(described(error)))
    : Promise.resolve();
  return send.finally(() => process.exit(1));
};
process.on('uncaughtException', report);
process.on('unhandledRejection', (reason) =>
  report(fault('Runtime.UnhandledPromiseRejection', String(reason))));

for (;;) {
  const next = await call('GET', '/invocation/next');
  const id = next.headers['lambda-runtime-aws-request-id'];
  const deadline = Number(next.headers['lambda-runtime-deadline-ms']);
  const client = next.headers['lambda-runtime-client-context'];
  current = id;
  process.env._X_AMZN_TRACE_ID = next.headers['lambda-runtime-trace-id'] ?? '';
  const context = {
    awsRequestId: id,
    invokedFunctionArn: next.headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: client ? JSON.parse(client) : undefined,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  try {
    const result = await invoke(handler, JSON.parse(next.body.toString('utf8')), context);
    current = undefined;
    await call('POST', `/invocation/${id}/response`, JSON.stringify(result ?? null));
  } catch (error) {
    current = undefined;
    console.error('Invoke Error', JSON.stringify(described(error)));
    await call('POST', `/invocation/${id}/error`, JSON.stringify(described(error)));
  }
}
