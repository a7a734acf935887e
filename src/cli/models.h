// The models that the user names: built in, or cat files of his own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/cat.h"

namespace litmus {

// The hardware model of the machine this program was built for: "tso" on x86-64.
std::string host_model();

// Of the models that come with litmus.
std::vector<std::string_view> builtin_names();

// The text of one of those, comments and all; nothing if there is no such model.
std::optional<std::string> builtin_text(std::string_view name);

// What there is to show of a model: its text, also of a file that ends in .cat. Throws Error if
// that is no model, with the place.
std::optional<std::string> model_text(const std::string& name);

// "sc,tso", "all,mine.cat"; empty: sc, the host's, c++20. One that is named twice is there once.
// Throws Error with a "did you mean", and where two models have one name: nobody could tell apart
// what they answer.
std::vector<CatModel> load_models(const std::string& names);

// The one model that `name` names.
CatModel load_model(const std::string& name);

}  // namespace litmus
