import type { Plugin } from 'vite';

// OpenCV's package is one script with the library as text inside, and it makes code out of texts when it starts. In a page it
// becomes a script and a .wasm file beside it, which the browser compiles while it comes and keeps; and no code out of
// texts, so that the worker's policy needs no 'unsafe-eval'. Every replacement must be found, or the build fails: a new
// version of the package has to be looked at.

type Replacement = { readonly from: string; readonly to: string };

/** What the generated functions would do, without generating them: as Emscripten itself has it for strict policies. */
const withoutGeneratedCode: readonly Replacement[] = [
  {
    from: 'let[args,invokerFnBody]=createJsInvoker(argTypes,isClassMethodFunc,returns,isAsync);args.push(invokerFnBody);var invokerFn=newFunc(Function,args)(...closureArgs);',
    to: `var invokerFn = function (...given) {
  var destructors = needsDestructorStack ? [] : null;
  var wired = isClassMethodFunc ? [argTypes[1]['toWireType'](destructors, this)] : [];
  for (var at = 2; at < argCount; at++) wired.push(argTypes[at]['toWireType'](destructors, given[at - 2]));
  var result = cppInvokerFunc(cppTargetFunc, ...wired);
  if (needsDestructorStack) runDestructors(destructors);
  else {
    var first = isClassMethodFunc ? 1 : 2;
    for (var at = first; at < argCount; at++) {
      if (argTypes[at].destructorFunction !== null) argTypes[at].destructorFunction(wired[at - first]);
    }
  }
  return returns ? argTypes[0]['fromWireType'](result) : undefined;
};`,
  },
  {
    from: 'params.push(functionBody);var invokerFunction=newFunc(Function,params)(...args);',
    to: `var invokerFunction = function (object, method, destructorsRef, given) {
  var values = [];
  var place = given;
  for (var at = 0; at < argCount; at++) {
    values.push(types[at].readValueFromPointer(place));
    place += types[at].argPackAdvance;
  }
  var result = kind === 1 ? Reflect.construct(method, values) : method.apply(object, values);
  return retType.isVoid ? undefined : emval_returnValue(retType, destructorsRef, result);
};`,
  },
];

const streamed: Replacement = {
  from: 'async function instantiateAsync(binary,binaryFile,imports){return instantiateArrayBuffer(binaryFile,imports)}',
  to: `async function instantiateAsync(binary, binaryFile, imports) {
  return WebAssembly.instantiateStreaming(fetch(binaryFile, { credentials: 'same-origin' }), imports);
}`,
};

const embedded = /var f="data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)";return f/;

/** The package's script without code that is made of texts. */
export function withoutEval(script: string): string {
  return withoutGeneratedCode.reduce(replaceOnce, script);
}

/** Its script without the library, which is to be had at `address` (an expression), and the library itself. */
export function separateLibrary(
  script: string,
  address: (library: Uint8Array) => string,
): { readonly script: string; readonly library: Uint8Array } {
  const text = embedded.exec(script)?.[1];
  if (text === undefined) throw new Error('OpenCV: the library is not where it was in the package');
  const library = Uint8Array.from(Buffer.from(text, 'base64'));
  return {
    script: replaceOnce(
      script.replace(embedded, () => `return ${address(library)}`),
      streamed,
    ),
    library,
  };
}

function replaceOnce(script: string, { from, to }: Replacement): string {
  if (script.split(from).length !== 2) throw new Error(`OpenCV: not in the package, or more than once: ${from}`);
  return script.replace(from, () => to);
}

/** For every page and worker that imports OpenCV. */
export function openCvForPages(): Plugin {
  return {
    name: 'handrail:opencv',
    transform: {
      filter: { id: /@opencvjs[\\/]web[\\/]lib[\\/]opencv_js\.js$/ },
      handler(code) {
        const { script } = separateLibrary(withoutEval(code), (library) => {
          const reference = this.emitFile({ type: 'asset', name: 'opencv.wasm', source: library });
          return `import.meta.ROLLUP_FILE_URL_${reference}`;
        });
        return { code: script, map: null };
      },
    },
  };
}
