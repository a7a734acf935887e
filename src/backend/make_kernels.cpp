// Makes the catalogue's kernels at build time.
//
//     make_kernels ROOT FOLDER SHARDS FILE.litmus...
//
// writes FOLDER/kernels_0.cpp ... , a share of the tests each, so that they are compiled side by
// side, FOLDER/catalogue_kernels.cpp, which gathers them (catalogue_kernels.h), and
// FOLDER/kernel_headers.cpp, the texts of the headers below ROOT that kernels include.
#include <fmt/core.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "backend/kernel_source.h"
#include "harness/error.h"
#include "lang/parse.h"

namespace litmus {
namespace {

std::string read(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw Error(fmt::format("can not read {}", path));
  return text.str();
}

void write(const std::string& path, const std::string& text) {
  std::ofstream file(path);
  file << text;
  if (!file.flush()) throw Error(fmt::format("can not write {}", path));
}

std::string shard_name(std::size_t shard) { return fmt::format("kernels_{}", shard); }

std::string gathering_source(std::size_t shards) {
  std::string text = R"(// Made by make_kernels: the kernels of all shards.
#include "backend/catalogue_kernels.h"

)";
  for (std::size_t i = 0; i < shards; ++i)
    text += fmt::format("extern \"C\" const litmus::Kernel* {}(std::size_t*);\n", shard_name(i));
  text += R"(
namespace litmus {

std::vector<Kernel> catalogue_kernels() {
  std::vector<Kernel> all;
  for (auto* shard : {)";
  for (std::size_t i = 0; i < shards; ++i)
    text += fmt::format("{}{}", i == 0 ? "" : ", ", shard_name(i));
  text += R"(}) {
    std::size_t count = 0;
    const Kernel* kernels = shard(&count);
    all.insert(all.end(), kernels, kernels + count);
  }
  return all;
}

}  // namespace litmus
)";
  return text;
}

// What kernels include, generated ones and those that a person writes with stress.h.
constexpr const char* kEmbedded[] = {
    "harness/error.h", "harness/grade.h",        "harness/kernel.h",        "harness/outcome.h",
    "harness/row.h",   "harness/stress_parts.h", "harness/stress_result.h", "harness/stress.h"};

std::string headers_source(const std::string& root) {
  std::string text = R"(// Made by make_kernels: the headers that kernels include.
#include "backend/kernel_headers.h"

namespace litmus {
namespace {
constexpr KernelHeader kHeaders[] = {
)";
  for (const char* header : kEmbedded) {
    text += fmt::format("    {{\"{}\", R\"~header~({})~header~\"}},\n", header,
                        read(root + "/" + header));
  }
  return text + R"(};
}  // namespace

std::span<const KernelHeader> kernel_headers() { return kHeaders; }

}  // namespace litmus
)";
}

void make(const std::string& root, const std::string& folder, std::size_t shards,
          const std::vector<std::string>& files) {
  std::vector<std::vector<Test>> tests(shards);
  for (std::size_t i = 0; i < files.size(); ++i)
    tests[i % shards].push_back(parse_test(read(files[i]), files[i]));
  for (std::size_t i = 0; i < shards; ++i) {
    const std::string name = shard_name(i);
    write(fmt::format("{}/{}.cpp", folder, name), kernel_source(tests[i], name));
  }
  write(folder + "/catalogue_kernels.cpp", gathering_source(shards));
  write(folder + "/kernel_headers.cpp", headers_source(root));
}

}  // namespace
}  // namespace litmus

int main(int argc, char** argv) {
  try {
    if (argc < 5) throw litmus::Error("make_kernels ROOT FOLDER SHARDS FILE.litmus...");
    const std::size_t shards = std::strtoul(argv[3], nullptr, 10);
    if (shards == 0) throw litmus::Error("at least one shard");
    litmus::make(argv[1], argv[2], shards, {argv + 4, argv + argc});
    return 0;
  } catch (const litmus::Error& error) {
    fmt::print(stderr, "make_kernels: {}\n", error.what());
    return 1;
  }
}
