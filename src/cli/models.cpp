// Models by name. Tested by models_test.cpp.
#include "cli/models.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/comma_list.h"
#include "cli/read_file.h"
#include "harness/error.h"
#include "lang/nearest.h"
#include "litmus/questions.h"

namespace litmus {
namespace {

constexpr std::string_view kFolder = "models/";
constexpr std::string_view kEnding = ".cat";
constexpr std::size_t kMaxModelBytes = 1 << 20;

// The order people expect: hardware from strong to weak, then languages. Others follow.
constexpr std::string_view kOrder[] = {"sc", "tso", "armv8", "riscv", "power", "c++20", "rc11"};

std::size_t rank(std::string_view name) {
  return static_cast<std::size_t>(std::find(std::begin(kOrder), std::end(kOrder), name) -
                                  std::begin(kOrder));
}

std::optional<std::string> embedded_text(std::string_view name) {
  for (const Question& question : questions()) {
    if (question.path == fmt::format("{}{}{}", kFolder, name, kEnding))
      return std::string(question.text);
  }
  return std::nullopt;
}

bool is_path(const std::string& name) {
  return name.ends_with(kEnding) || name.find('/') != std::string::npos;
}

// What a cat file includes stands beside it, or is one of ours.
CatModel load_file(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const auto include = [&](std::string_view name) -> std::optional<std::string> {
    const std::filesystem::path beside = folder / name;
    if (std::filesystem::exists(beside)) return read_file(beside.string(), kMaxModelBytes);
    return embedded_text(name.substr(0, name.size() - (name.ends_with(kEnding) ? 4 : 0)));
  };
  CatModel model = compile_cat(read_file(path, kMaxModelBytes), path, include);
  model.name = std::filesystem::path(path).stem().string();
  return model;
}

CatModel load_builtin(const std::string& name) {
  const auto text = embedded_text(name);
  if (!text) {
    const std::vector<std::string> names = builtin_models();
    const std::vector<std::string_view> known(names.begin(), names.end());
    throw Error(
        fmt::format("no model is called '{}'", name),
        did_you_mean(name, known,
                     fmt::format("models are {}; or name a .cat file", fmt::join(names, ", "))));
  }
  const auto include = [](std::string_view other) { return embedded_text(other); };
  CatModel model = compile_cat(*text, fmt::format("{}{}{}", kFolder, name, kEnding), include);
  model.name = name;
  return model;
}

}  // namespace

std::vector<std::string> builtin_models() {
  std::vector<std::string> names;
  for (const Question& question : questions()) {
    if (!question.path.starts_with(kFolder) || !question.path.ends_with(kEnding)) continue;
    const std::size_t length = question.path.size() - kFolder.size() - kEnding.size();
    names.emplace_back(question.path.substr(kFolder.size(), length));
  }
  std::stable_sort(names.begin(), names.end(),
                   [](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
  return names;
}

std::string host_model() {
#if defined(__x86_64__) || defined(__i386__)
  return "tso";
#elif defined(__aarch64__)
  return "armv8";
#elif defined(__riscv)
  return "riscv";
#elif defined(__powerpc64__)
  return "power";
#else
  return "sc";
#endif
}

std::vector<CatModel> load_models(const std::string& names) {
  std::vector<std::string> wanted = comma_list(names);
  if (wanted.empty()) wanted = {"sc", host_model(), "c++20"};
  if (wanted == std::vector<std::string>{"all"}) wanted = builtin_models();
  std::vector<CatModel> models;
  for (const std::string& name : wanted)
    models.push_back(is_path(name) ? load_file(name) : load_builtin(name));
  return models;
}

}  // namespace litmus
