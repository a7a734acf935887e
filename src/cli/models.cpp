// Models by name. Tested by models_test.cpp.
#include "cli/models.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/comma_list.h"
#include "cli/read_file.h"
#include "harness/error.h"
#include "litmus/questions.h"
#include "model/builtin.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".cat";
constexpr std::size_t kMaxModelBytes = 1 << 20;

std::optional<std::string> embedded_text(std::string_view path) {
  for (const Question& question : questions()) {
    if (question.path == path) return std::string(question.text);
  }
  return std::nullopt;
}

bool is_path(const std::string& name) {
  return name.ends_with(kEnding) || name.find('/') != std::string::npos;
}

// What a cat file includes stands beside it, or is one of ours.
CatModel load_file(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  const auto include = [&](std::string_view name) -> std::optional<std::string> {
    const fs::path beside = folder / name;
    if (fs::is_regular_file(beside)) return read_file(beside.string(), kMaxModelBytes);
    return embedded_text("models/" + std::string(name));
  };
  CatModel model = compile_cat(read_file(path, kMaxModelBytes), path, include);
  model.name = fs::path(path).stem().string();
  return model;
}

// Files as they are named, built-in models by their own names.
std::vector<std::string> one_by_one(const std::string& names) {
  std::vector<std::string> all;
  for (const std::string& name : comma_list(names)) {
    if (name == "all") {
      for (const Builtin& builtin : builtin_models()) all.emplace_back(builtin.name);
    } else {
      const Builtin* const builtin = find_builtin(name);
      all.push_back(builtin != nullptr ? std::string(builtin->name) : name);
    }
  }
  if (all.empty()) all = {"sc", host_model(), "c++20"};
  return all;
}

}  // namespace

std::optional<std::string> builtin_text(std::string_view name) {
  const Builtin* const model = find_builtin(name);
  return model == nullptr ? std::nullopt : embedded_text(model->path);
}

std::optional<std::string> model_text(const std::string& name) {
  if (!name.ends_with(kEnding)) return builtin_text(name);
  load_file(name);
  return read_file(name, kMaxModelBytes);
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

std::vector<std::string_view> builtin_names() {
  std::vector<std::string_view> names;
  for (const Builtin& builtin : builtin_models()) names.push_back(builtin.name);
  return names;
}

std::vector<CatModel> load_models(const std::string& names) {
  std::vector<CatModel> models;
  std::vector<std::string> known;  // what they were named as
  for (const std::string& name : one_by_one(names)) {
    if (std::ranges::find(known, name) != known.end()) continue;
    CatModel model = is_path(name) ? load_file(name) : builtin_model(name, embedded_text);
    const auto other = std::ranges::find(models, model.name, &CatModel::name);
    if (other != models.end()) {
      throw Error(fmt::format("two models are called '{}': {} and {}", model.name,
                              known[static_cast<std::size_t>(other - models.begin())], name),
                  "a model is called as its file: give one of them another name");
    }
    models.push_back(std::move(model));
    known.push_back(name);
  }
  return models;
}

CatModel load_model(const std::string& name) {
  std::vector<CatModel> models = load_models(name);
  if (models.size() != 1)
    throw Error(fmt::format("'{}' names {} models", name, models.size()), "name one");
  return std::move(models.front());
}

}  // namespace litmus
