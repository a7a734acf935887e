// From the source of kernels to something a child process can load.
//
// The system's compiler makes a shared library of a generated source (backend/kernel_source.h). It
// needs two headers of ours, which the program carries with it, and no library. What was compiled
// is kept below $XDG_CACHE_HOME/litmus under a name made from everything that went in (source,
// compiler, flags), so that the same tests are compiled once.
//
// Tested by kernel_compiler_test.cpp.
#pragma once

#include <atomic>
#include <string>
#include <vector>

namespace litmus {

struct KernelCompiler {
  std::string path;
  std::vector<std::string> flags;           // ours, then the user's
  const std::atomic<bool>* stop = nullptr;  // when set, a compiler at work is ended: Error
};

// `wanted` is what the user said (--compiler), or "": then $CXX, c++, g++ or clang++. `flags` are
// words of a command line. Throws CanNotRun if there is no such compiler.
KernelCompiler find_kernel_compiler(const std::string& wanted, const std::string& flags);

// Its parts, for whoever compiles something else: the compiler's path, the words of a command line,
// the folder that has our headers in it, and a name for what comes of a source and a compiler.
std::string find_compiler(const std::string& wanted);
std::vector<std::string> words_of(const std::string& text);
std::string headers_folder();
std::string key_of(const KernelCompiler& compiler, const std::string& source);

// The library's file, compiled or found. Throws Error with the path of the source and the
// compiler's own words if it does not compile.
std::string compiled_kernels(const KernelCompiler& compiler, const std::string& source);

// What the compiler makes of it, as text.
std::string assembly_of(const KernelCompiler& compiler, const std::string& source);

// $XDG_CACHE_HOME/litmus or ~/.cache/litmus, made if it is not there.
std::string cache_folder();

}  // namespace litmus
