// brat's standoff format (https://brat.nlplab.org/standoff.html): annotations in a file of their own beside the text.
// FORMAT.md lists what becomes what. Offsets count code points, as brat's do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/annotation/annotation.h"
#include "extractor/annotation/places.h"

namespace pressbox {

// The .ann file. All of the annotation but its id, sport and style is in it.
[[nodiscard]] std::string write_brat(const Annotation& annotation, const Places& text);

// The annotation.conf that tells brat of these types. It is put into the folder of the texts.
[[nodiscard]] std::string_view brat_configuration();

// Reads an .ann file of these types, written by write_brat or by hand in brat. A name without a note is the longest
// name of its type that it is the end of, or itself. What is wrong is a finding with its line, and left out; the result
// is in order and not yet checked.
[[nodiscard]] Annotation read_brat(std::string_view bytes, const Places& text,
                                   std::vector<AnnotationFinding>& findings);

}  // namespace pressbox
